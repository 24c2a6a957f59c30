using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.Mfa;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Mfa;

/// <summary>Removes the caller's second factor, when all proofs have been checked.</summary>
internal sealed record RemoveAuthenticatorCommand : ICommand<Done>;

internal sealed class RemoveAuthenticatorHandler(
    IUserRepository users, IAuthenticatorRepository authenticators, ISecurityLog log, IMailQueue mails, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<RemoveAuthenticatorCommand, Done>
{
    public async Task<Result<Done>> Handle(RemoveAuthenticatorCommand command, CancellationToken cancellationToken)
    {
        if (await users.LockAsync(caller.Id, cancellationToken) is not { MfaEnabled: true } user)
            return IdentityErrors.MfaNotEnabled;

        user.DisableMfa(time.GetUtcNow());
        if (await authenticators.LockAsync(user.Id, cancellationToken) is { } authenticator)
            authenticators.Remove(authenticator);
        log.Add(SecurityEventKind.MfaDisabled, user.Id);
        mails.Add(user.Id, MailTemplate.MfaDisabled);
        return Done.Value;
    }
}
