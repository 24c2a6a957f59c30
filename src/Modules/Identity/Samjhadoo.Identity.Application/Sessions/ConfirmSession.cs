using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Sessions;

/// <summary>Remembers that the caller has just proven who they are.</summary>
internal sealed record ConfirmSessionCommand : ICommand<Done>;

internal sealed class ConfirmSessionHandler(ISessionRepository sessions, ISessionCache cache, ISecurityLog log, IAfterCommit afterCommit, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<ConfirmSessionCommand, Done>
{
    public async Task<Result<Done>> Handle(ConfirmSessionCommand command, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(caller.SessionId, caller.Id, cancellationToken) is not { } session)
            return IdentityErrors.SessionNotFound;
        session.Confirm(time.GetUtcNow());
        log.Add(SecurityEventKind.SteppedUp, caller.Id);
        afterCommit.Add(() => cache.ForgetAsync([session.Id], CancellationToken.None));
        return Done.Value;
    }
}
