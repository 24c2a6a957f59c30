using System.Net;
using System.Text.RegularExpressions;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.EndToEnd.Tests.Matrices;

/// <summary>Function level: every live route × every role. Routes are found, not listed, so a new one can't be forgotten.</summary>
public sealed partial class RoleMatrixTests
{
    [Test]
    public async Task Without_a_token_only_what_says_so_is_open()
    {
        foreach (var route in MatrixHost.Routes)
        {
            using var answer = await MatrixHost.SendAsync(null, route, PathOf(route));
            (answer.StatusCode == HttpStatusCode.Unauthorized && await SaysAsync(answer, "request.unauthenticated")).Should().Be(!route.IsAnonymous, "{0} asked without a token gave {1}", route, answer.StatusCode);
        }
    }

    [Test]
    public async Task A_role_reaches_what_its_policy_says_and_nothing_else()
    {
        foreach (var route in MatrixHost.Routes.Where(route => !route.IsAnonymous))
        {
            foreach (var role in UserRole.All)
            {
                // Some routes end the login or the account, so each call has a caller of its own.
                var caller = await MatrixHost.Host.AccountAsync(role);
                using var answer = await MatrixHost.SendAsync(caller, route, PathOf(route));
                var allowed = route.Policy switch
                {
                    Policies.Admin => caller.Role == "ADMIN",
                    Policies.Mentor => caller.Role is "MENTOR" or "ADMIN",
                    _ => true,
                };
                if (allowed)
                    answer.StatusCode.Should().NotBe(HttpStatusCode.Unauthorized, "{0} knows a {1}", route, caller.Role);
                (answer.StatusCode == HttpStatusCode.Forbidden && await SaysAsync(answer, "request.forbidden")).Should().Be(!allowed, "{0} asked by a {1} gave {2}", route, caller.Role, answer.StatusCode);
            }
        }
    }

    // An id that nobody has: the policy is asked before the object.
    private static string PathOf(LiveRoute route) => Parameter().Replace(route.Template, "9007199254740991");

    // A route may refuse for a reason of its own (wrong password, step-up); the code tells whose refusal it is.
    private static async Task<bool> SaysAsync(HttpResponseMessage answer, string code) =>
        (await answer.Content.ReadAsStringAsync()).Contains($"\"{code}\"", StringComparison.Ordinal);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
