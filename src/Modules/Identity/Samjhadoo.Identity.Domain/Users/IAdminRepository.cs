namespace Samjhadoo.Identity.Domain.Users;

internal interface IAdminRepository
{
    /// <summary>The ids of all active admins; their rows stay locked, so that two admins can't end each other at once.</summary>
    Task<IReadOnlyList<long>> LockActiveAsync(CancellationToken cancellationToken);
}
