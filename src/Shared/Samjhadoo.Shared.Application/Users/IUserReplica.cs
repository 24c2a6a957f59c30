namespace Samjhadoo.Shared.Application.Users;

/// <summary>The module's own copy of what it may know of users, kept from Identity's events.</summary>
public interface IUserReplica
{
    /// <summary>
    /// True when the user is known here afterwards: one whose event has not come yet is fetched from Identity and inserted,
    /// in the command's transaction when there is one. False when there is no such user.
    /// </summary>
    Task<bool> EnsureAsync(long userId, CancellationToken cancellationToken);
}
