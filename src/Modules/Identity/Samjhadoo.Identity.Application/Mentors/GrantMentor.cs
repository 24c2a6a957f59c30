using Samjhadoo.Identity.Application.Users;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Mentors;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Mentors;

/// <summary>Makes a user a mentor on another module's word, once for each reference.</summary>
internal sealed record GrantMentorCommand(long UserId, string Reference) : ICommand<Done>;

internal sealed class GrantMentorHandler(
    IUserRepository users,
    IMentorGrantRepository grants,
    ISessionRepository sessions,
    ISessionCache cache,
    IOutbox outbox,
    ISecurityLog log,
    IAfterCommit afterCommit,
    TimeProvider time) : ICommandHandler<GrantMentorCommand, Done>
{
    public async Task<Result<Done>> Handle(GrantMentorCommand command, CancellationToken cancellationToken)
    {
        if (await users.LockAsync(command.UserId, cancellationToken) is not { MayLogIn: true } user)
            return IdentityErrors.UserNotFound;
        if (await grants.FindAsync(command.Reference, cancellationToken) is not null)
            return Done.Value;

        var now = time.GetUtcNow();
        grants.Add(new MentorGrant(command.Reference, user.Id, now));
        if (user.Role != UserRole.User)
            return Done.Value;

        user.ChangeRole(UserRole.Mentor, now);
        log.Add(SecurityEventKind.RoleChanged, user.Id);
        outbox.AddUserChanged(user);
        var live = await sessions.LiveAsync(user.Id, now, cancellationToken);
        afterCommit.Add(() => cache.ForgetAsync(live, CancellationToken.None));
        return Done.Value;
    }
}
