using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Mfa;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Mfa;

/// <summary>Replaces the caller's recovery codes; the old ones are worth nothing from then on.</summary>
internal sealed record RenewRecoveryCodesCommand : ICommand<RecoveryCodesResponse>;

internal sealed class RenewRecoveryCodesHandler(IAuthenticatorRepository authenticators, ISecurityLog log, ICurrentUser caller)
    : ICommandHandler<RenewRecoveryCodesCommand, RecoveryCodesResponse>
{
    public async Task<Result<RecoveryCodesResponse>> Handle(RenewRecoveryCodesCommand command, CancellationToken cancellationToken)
    {
        if (await authenticators.LockAsync(caller.Id, cancellationToken) is not { ConfirmedAt: not null } authenticator)
            return IdentityErrors.MfaNotEnabled;

        log.Add(SecurityEventKind.RecoveryCodesMade, caller.Id);
        return new RecoveryCodesResponse(authenticator.RenewRecoveryCodes());
    }
}
