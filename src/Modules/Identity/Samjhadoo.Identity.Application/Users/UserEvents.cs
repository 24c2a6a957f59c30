using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Identity.Application.Users;

internal static class UserEvents
{
    /// <summary>Tells the other modules what they may know of the user now. Called after the change.</summary>
    public static void AddUserChanged(this IOutbox outbox, User user) => outbox.Add(user, new UserChanged(user.ToSnapshot(user.EventSequence + 1)));

    private static UserSnapshot ToSnapshot(this User user, long version) => new(
        user.Id,
        user.Username,
        user.Name,
        user.Role,
        user.IsActive,
        user.TimeZone,
        user.Language,
        user.Community,
        user.CommunityVerified,
        user.CityTier,
        version);
}
