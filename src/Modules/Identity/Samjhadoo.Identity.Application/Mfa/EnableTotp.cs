using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.Mfa;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Mfa;

/// <summary>Commits a wrong guess too: it counts.</summary>
internal sealed record EnableTotpCommand(string Code) : ICommand<EnableTotpOutcome>;

internal sealed record EnableTotpOutcome(IReadOnlyList<string> RecoveryCodes, Error? Refusal);

internal sealed class EnableTotpHandler(
    IUserRepository users,
    IAuthenticatorRepository authenticators,
    SecondFactor factor,
    ISecurityLog log,
    IMailQueue mails,
    ICurrentUser caller,
    TimeProvider time) : ICommandHandler<EnableTotpCommand, EnableTotpOutcome>
{
    public async Task<Result<EnableTotpOutcome>> Handle(EnableTotpCommand command, CancellationToken cancellationToken)
    {
        if (await users.LockAsync(caller.Id, cancellationToken) is not { } user)
            return IdentityErrors.UserNotFound;
        if (user.MfaEnabled)
            return IdentityErrors.MfaEnabled;
        if (await authenticators.LockAsync(user.Id, cancellationToken) is not { } authenticator)
            return IdentityErrors.MfaNotStarted;
        if (factor.Check(authenticator, command.Code).Refusal is { } refusal)
            return new EnableTotpOutcome([], refusal);

        var now = time.GetUtcNow();
        var codes = authenticator.Confirm(now);
        user.EnableMfa(now);
        log.Add(SecurityEventKind.MfaEnabled, user.Id);
        mails.Add(user.Id, MailTemplate.MfaEnabled);
        return new EnableTotpOutcome(codes, null);
    }
}
