using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Samjhadoo.EndToEnd.Tests.Matrices;

/// <summary>Property level: no body takes a member it doesn't document, so nobody makes himself an admin on the way.</summary>
public sealed partial class PropertyLevelTests
{
    private static readonly Dictionary<string, object> Tempting = new()
    {
        ["role"] = "ADMIN", ["isVerified"] = true, ["balance"] = 1_000_000, ["userId"] = 1, ["hourlyRate"] = 1, ["isActive"] = true, ["version"] = 1,
    };

    [Test]
    public async Task A_member_that_is_not_documented_is_refused()
    {
        foreach (var route in MatrixHost.Routes.Where(route => route.Body is not null))
        {
            var known = route.Body!.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).ToHashSet();
            foreach (var (member, value) in Tempting.Where(pair => !known.Contains(pair.Key)))
            {
                using var answer = await MatrixHost.SendAsync(
                    MatrixHost.Admin, route, Parameter().Replace(route.Template, "9007199254740991"), new Dictionary<string, object> { [member] = value });
                answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, "{0} has no {1}", route, member);
                (await answer.Content.ReadAsStringAsync()).Should().Contain($"/{member}", "{0} says which member it does not know", route);
            }
        }
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
