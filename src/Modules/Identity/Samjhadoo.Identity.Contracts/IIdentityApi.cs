using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Contracts;

/// <summary>What other modules may ask Identity to change. In process, in a transaction of its own, never inside the caller's.</summary>
public interface IIdentityApi
{
    /// <summary>
    /// Makes a user a mentor. The user's tokens carry the role once refreshed; requests are allowed with it at once. An admin
    /// stays one.
    /// </summary>
    /// <param name="userId">The user.</param>
    /// <param name="reference">What the caller grants it for, e.g. <c>mentor_profile:42</c>; a repeated reference changes nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Done, or <c>identity.user_not_found</c>.</returns>
    Task<Result<Done>> GrantMentorAsync(long userId, string reference, CancellationToken cancellationToken);
}
