using Samjhadoo.Identity.Application.Users;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Erasures;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Erasures;

/// <summary>Blanks the caller's account, ends all logins and leaves the rest to <see cref="FinishErasures"/>.</summary>
internal sealed record BeginErasureCommand : ICommand<ErasureResponse>;

internal sealed class BeginErasureHandler(
    IUserRepository users,
    IAdminRepository admins,
    IErasureRepository erasures,
    ISessionRepository sessions,
    ISessionCache cache,
    IOutbox outbox,
    ISecurityLog log,
    IAfterCommit afterCommit,
    ICurrentUser caller,
    TimeProvider time) : ICommandHandler<BeginErasureCommand, ErasureResponse>
{
    public async Task<Result<ErasureResponse>> Handle(BeginErasureCommand command, CancellationToken cancellationToken)
    {
        if (caller.Role == UserRole.Admin && (await admins.LockActiveAsync(cancellationToken)).All(id => id == caller.Id))
            return IdentityErrors.LastAdmin;
        if (await users.LockAsync(caller.Id, cancellationToken) is not { ErasedAt: null } user)
            return IdentityErrors.UserNotFound;

        var now = time.GetUtcNow();
        user.Erase(now);
        erasures.Add(new Erasure(user.Id, now));
        var ended = await sessions.RevokeAllAsync(user.Id, except: null, now, cancellationToken);
        log.Add(SecurityEventKind.Erased, user.Id);
        outbox.AddUserChanged(user);
        afterCommit.Add(() => cache.ForgetAsync(ended, CancellationToken.None));
        return new ErasureResponse(now);
    }
}
