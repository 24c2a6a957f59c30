using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;

namespace Samjhadoo.Shared.Infrastructure.Security;

/// <summary>Sensitive acts ask who is there: a login may be old and the phone in other hands.</summary>
public static class StepUp
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Refuses the request with 403 <c>request.confirmation_required</c> unless the caller has proven who they are within the last
    /// ten minutes, by logging in or by <c>POST /api/v1/auth/confirm</c> (with a code too where the login needs one). For one
    /// route; it must ask for a login as well.
    /// </summary>
    public static RouteHandlerBuilder RequiresStepUp(this RouteHandlerBuilder route) => route
        .AddEndpointFilter(RefuseOldProofAsync)
        .Refuses(RequestErrors.ConfirmationRequired);

    private static async ValueTask<object?> RefuseOldProofAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (context.Features.Get<SessionState>() is { } session && session.ConfirmedAt + Lifetime > now)
            return await next(invocation);
        await Problems.WriteAsync(context, RequestErrors.ConfirmationRequired);
        return Results.Empty;
    }
}
