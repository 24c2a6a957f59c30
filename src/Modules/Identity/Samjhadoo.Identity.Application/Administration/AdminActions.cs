using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Administration;

/// <summary>What every change an admin makes to an account asks first.</summary>
internal sealed class AdminActions(IUserRepository users, IAdminRepository admins, ICurrentUser caller)
{
    /// <summary>The account, locked for a change that its owner could want.</summary>
    public async Task<Result<User>> LockAsync(long userId, CancellationToken cancellationToken) =>
        await users.LockAsync(userId, cancellationToken) is { EmailVerifiedAt: not null, ErasedAt: null } user ? user : IdentityErrors.UserNotFound;

    /// <summary>The account, locked for a change that may take an admin away: not one's own, and never the last one's.</summary>
    public async Task<Result<User>> LockToDemoteAsync(long userId, CancellationToken cancellationToken)
    {
        if (userId == caller.Id)
            return IdentityErrors.OwnAccount;
        var active = await admins.LockActiveAsync(cancellationToken);
        if (!active.Contains(caller.Id))
            return RequestErrors.Forbidden;
        return active.Any(id => id != userId) ? await LockAsync(userId, cancellationToken) : IdentityErrors.LastAdmin;
    }
}
