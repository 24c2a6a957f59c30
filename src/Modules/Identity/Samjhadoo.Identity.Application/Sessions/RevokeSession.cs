using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Sessions;

/// <summary>Ends one of the caller's logins, on this device or another.</summary>
internal sealed record RevokeSessionCommand(long Id) : ICommand<Done>;

internal sealed class RevokeSessionHandler(
    ISessionRepository sessions, ISessionCache cache, ISecurityLog log, IAfterCommit afterCommit, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<RevokeSessionCommand, Done>
{
    public async Task<Result<Done>> Handle(RevokeSessionCommand command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await sessions.FindAsync(command.Id, caller.Id, cancellationToken) is not { } session || !session.IsLive(now))
            return IdentityErrors.SessionNotFound;

        session.Revoke(now);
        log.Add(session.Id == caller.SessionId ? SecurityEventKind.LoggedOut : SecurityEventKind.SessionRevoked, caller.Id, sessionId: session.Id);
        afterCommit.Add(() => cache.ForgetAsync([session.Id], CancellationToken.None));
        return Done.Value;
    }
}
