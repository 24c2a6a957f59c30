using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Sessions;

/// <summary>Ends all of the caller's logins, or all but this one.</summary>
internal sealed record RevokeSessionsCommand(bool KeepThis) : ICommand<Done>;

internal sealed class RevokeSessionsHandler(
    ISessionRepository sessions, ISessionCache cache, ISecurityLog log, IAfterCommit afterCommit, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<RevokeSessionsCommand, Done>
{
    public async Task<Result<Done>> Handle(RevokeSessionsCommand command, CancellationToken cancellationToken)
    {
        var ended = await sessions.RevokeAllAsync(caller.Id, command.KeepThis ? caller.SessionId : null, time.GetUtcNow(), cancellationToken);
        foreach (var id in ended)
            log.Add(id == caller.SessionId ? SecurityEventKind.LoggedOut : SecurityEventKind.SessionRevoked, caller.Id, sessionId: id);
        afterCommit.Add(() => cache.ForgetAsync(ended, CancellationToken.None));
        return Done.Value;
    }
}
