using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Identity.Application.Mfa;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Identity.Infrastructure.Endpoints;

internal static class MfaEndpoints
{
    public static void MapMfa(this IEndpointRouteBuilder api)
    {
        var mfa = api.MapGroup("/auth/mfa").WithTags("Authentication").IgnoresIdempotencyKey();

        mfa.MapPost("/verify", (VerifyMfaLoginFlow flow, ISender sender, CancellationToken ct) => sender.SendAsync(flow, ct).ToOk())
            .WithName("verifyMfaLogin").WithSummary("End a login that also needs a code")
            .AllowAnonymous()
            .Refuses(IdentityErrors.InvalidChallenge, IdentityErrors.InvalidCredentials, IdentityErrors.InvalidCode, IdentityErrors.TooManyAttempts);
        mfa.MapGet("", (ISender sender, CancellationToken ct) => sender.SendAsync(new GetMfaStatusQuery(), ct).ToOk())
            .WithName("getMfaStatus").WithSummary("Whether your login also needs a code, and how many recovery codes are left")
            .RequireAuthorization(Policies.Authenticated);
        mfa.MapPost("/totp", (ISender sender, CancellationToken ct) => sender.SendAsync(new StartTotpCommand(), ct).ToOk())
            .WithName("startTotp").WithSummary("Make a secret for your authenticator app")
            .RequireAuthorization(Policies.Authenticated)
            .RequiresStepUp()
            .Refuses(IdentityErrors.MfaEnabled);
        mfa.MapPost("/totp/confirm", (ConfirmTotpFlow flow, ISender sender, CancellationToken ct) => sender.SendAsync(flow, ct).ToOk())
            .WithName("confirmTotp").WithSummary("Turn two-factor login on with a first code; answers with recovery codes")
            .RequireAuthorization(Policies.Authenticated)
            .Refuses(IdentityErrors.MfaEnabled, IdentityErrors.MfaNotStarted, IdentityErrors.InvalidCode, IdentityErrors.TooManyAttempts);
        mfa.MapPost("/recovery-codes", (ISender sender, CancellationToken ct) => sender.SendAsync(new RenewRecoveryCodesCommand(), ct).ToOk())
            .WithName("renewRecoveryCodes").WithSummary("Replace your recovery codes")
            .RequireAuthorization(Policies.Authenticated)
            .RequiresStepUp()
            .Refuses(IdentityErrors.MfaNotEnabled);
        mfa.MapPost("/disable", (DisableMfaFlow flow, ISender sender, CancellationToken ct) => sender.SendAsync(flow, ct).ToNoContent())
            .WithName("disableMfa").WithSummary("Turn two-factor login off")
            .RequireAuthorization(Policies.Authenticated)
            .RequiresStepUp()
            .Refuses(IdentityErrors.MfaNotEnabled, IdentityErrors.InvalidCode, IdentityErrors.TooManyAttempts);
    }
}
