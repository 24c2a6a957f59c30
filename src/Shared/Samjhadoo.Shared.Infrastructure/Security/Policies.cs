using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Infrastructure.Security;

/// <summary>Names of the authorisation policies. Every route states one of them, or <c>AllowAnonymous</c>.</summary>
public static class Policies
{
    /// <summary>Anybody who is logged in.</summary>
    public const string Authenticated = "authenticated";

    /// <summary>Mentors, verified or not, and admins.</summary>
    public const string Mentor = "mentor";

    /// <summary>Admins.</summary>
    public const string Admin = "admin";

    internal static void Configure(AuthorizationOptions options)
    {
        options.AddPolicy(Authenticated, policy => policy.RequireAuthenticatedUser());
        options.AddPolicy(Mentor, policy => policy.RequireClaim(TokenFormat.Role, UserRole.Mentor, UserRole.Admin));
        options.AddPolicy(Admin, policy => policy.RequireClaim(TokenFormat.Role, UserRole.Admin));

        // A route that states nothing is closed to everybody; paths that lead to no route go on to their 404 or 405.
        options.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
            .Build();
    }
}
