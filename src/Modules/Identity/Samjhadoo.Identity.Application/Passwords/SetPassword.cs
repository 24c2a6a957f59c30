using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Logins;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Passwords;

/// <summary>Puts a new password in the place of the one that was proven, and ends the logins that came by the old one.</summary>
/// <param name="UserId">Whose password.</param>
/// <param name="OldHash">What was proven; when it is no longer the password, somebody was faster.</param>
/// <param name="NewHash">The new password's hash.</param>
/// <param name="KeepSession">The login that stays, or null when all end.</param>
internal sealed record SetPasswordCommand(long UserId, string OldHash, string NewHash, long? KeepSession) : ICommand<Done>;

internal sealed class SetPasswordHandler(
    IUserRepository users,
    ISessionRepository sessions,
    ISessionCache cache,
    ILoginThrottle throttle,
    IMailQueue mails,
    ISecurityLog log,
    IAfterCommit afterCommit,
    TimeProvider time) : ICommandHandler<SetPasswordCommand, Done>
{
    public async Task<Result<Done>> Handle(SetPasswordCommand command, CancellationToken cancellationToken)
    {
        if (await users.LockAsync(command.UserId, cancellationToken) is not { MayLogIn: true } user || user.PasswordHash != command.OldHash)
            return command.KeepSession is null ? IdentityErrors.InvalidLink : RequestErrors.Conflict;

        var now = time.GetUtcNow();
        user.ChangePassword(command.NewHash, now);
        var ended = await sessions.RevokeAllAsync(user.Id, command.KeepSession, now, cancellationToken);
        await throttle.ForgiveAsync([ThrottleKey.Login(user.Username), ThrottleKey.Login(user.Email)], cancellationToken);
        mails.Add(user.Id, MailTemplate.PasswordChanged);
        log.Add(command.KeepSession is null ? SecurityEventKind.PasswordReset : SecurityEventKind.PasswordChanged, user.Id);
        afterCommit.Add(() => cache.ForgetAsync(ended, CancellationToken.None));
        return Done.Value;
    }
}
