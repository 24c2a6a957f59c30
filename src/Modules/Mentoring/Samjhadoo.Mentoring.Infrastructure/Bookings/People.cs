using Microsoft.EntityFrameworkCore;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Users;

namespace Samjhadoo.Mentoring.Infrastructure.Bookings;

internal sealed class People(MentoringDbContext database) : IPeople
{
    public Task<Person?> FindAsync(long userId, CancellationToken cancellationToken) => database.Set<UserReplica>()
        .Where(user => user.Id == userId)
        .Select(user => new Person(user.Id, user.Name ?? user.Username, user.IsActive, user.CommunityVerified ? user.Community : "NONE", user.CityTier))
        .SingleOrDefaultAsync(cancellationToken);
}
