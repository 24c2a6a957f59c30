using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;

namespace Samjhadoo.Shared.Infrastructure.Security;

/// <summary>
/// Behind authentication, in one round trip to Redis: counts the request against its limits, and lets a token count only while
/// its login does. Whoever logged out, was suspended or changed the password is anonymous from the next request on, however
/// long the token still runs; the role is the one the user has now.
/// </summary>
internal sealed class Gate(RequestDelegate next, SessionCache sessions, RateLimits limits, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var identity = context.User.Identity is ClaimsIdentity { IsAuthenticated: true } known ? known : null;
        var counting = limits.CountAsync(context, identity?.FindFirst(TokenFormat.User)?.Value);
        var checking = identity is null ? Task.FromResult(context.User) : CheckAsync(context, identity);

        if (await counting is { } use)
        {
            context.Response.OnStarting(Tell, (context.Response, use));
            if (use.IsExceeded)
            {
                // Ended before the answer, and its failure is nobody's any more.
                await Task.WhenAny(checking);
                await Problems.WriteAsync(context, RequestErrors.TooMany with { RetryAfter = use.Reset });
                return;
            }
        }

        context.User = await checking;
        await next(context);
    }

    private async Task<ClaimsPrincipal> CheckAsync(HttpContext context, ClaimsIdentity identity)
    {
        var userId = Id(identity, TokenFormat.User);
        var state = await sessions.FindAsync(
            Id(identity, TokenFormat.Session), context.RequestServices.GetService<ISessionDirectory>(), context.RequestAborted);
        if (state is null || state.UserId != userId || state.ExpiresAt <= time.GetUtcNow())
            return new ClaimsPrincipal(new ClaimsIdentity());

        var role = identity.FindFirst(TokenFormat.Role)!;
        if (role.Value != state.Role)
        {
            identity.RemoveClaim(role);
            identity.AddClaim(new Claim(TokenFormat.Role, state.Role));
        }

        context.Features.Set(state);
        return context.User;
    }

    private static long Id(ClaimsIdentity identity, string claim) => long.Parse(identity.FindFirst(claim)!.Value, CultureInfo.InvariantCulture);

    // At the very start of the answer, because an error on the way clears the headers.
    private static Task Tell(object state)
    {
        var (response, use) = ((HttpResponse, RateUse))state;
        response.Headers["RateLimit-Limit"] = use.Limit.ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Remaining"] = use.Remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Reset"] = use.Seconds;
        response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"{use.Limit};w=60");
        return Task.CompletedTask;
    }
}
