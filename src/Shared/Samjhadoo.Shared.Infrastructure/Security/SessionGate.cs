using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application.Users;

namespace Samjhadoo.Shared.Infrastructure.Security;

/// <summary>
/// Lets a token count only while its login does: whoever logged out, was suspended or changed the password is anonymous from
/// the next request on, however long the token still runs. The role is the one the user has now.
/// </summary>
internal sealed class SessionGate(RequestDelegate next, SessionCache sessions, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is ClaimsIdentity { IsAuthenticated: true } identity)
            context.User = await CheckedAsync(context, identity);
        await next(context);
    }

    private async Task<ClaimsPrincipal> CheckedAsync(HttpContext context, ClaimsIdentity identity)
    {
        var userId = long.Parse(identity.FindFirst(TokenFormat.User)!.Value, CultureInfo.InvariantCulture);
        var sessionId = long.Parse(identity.FindFirst(TokenFormat.Session)!.Value, CultureInfo.InvariantCulture);
        var state = await sessions.FindAsync(sessionId, context.RequestServices.GetService<ISessionDirectory>(), context.RequestAborted);
        if (state is null || state.UserId != userId || state.ExpiresAt <= time.GetUtcNow())
            return new ClaimsPrincipal(new ClaimsIdentity());

        var role = identity.FindFirst(TokenFormat.Role)!;
        if (role.Value != state.Role)
        {
            identity.RemoveClaim(role);
            identity.AddClaim(new Claim(TokenFormat.Role, state.Role));
        }

        return context.User;
    }
}
