using Microsoft.EntityFrameworkCore;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Infrastructure.Persistence;

namespace Samjhadoo.Mentoring.Infrastructure.Mentors;

internal sealed class MentorRepository(MentoringDbContext database) : IMentorRepository
{
    private const int Batch = 500;

    public void Add(MentorProfile profile) => database.Add(profile);

    // Two statements, since a locking one can't be joined with the skills. Not "for update": rows that refer to the mentor may still be added meanwhile.
    public async Task<MentorProfile?> LockAsync(long userId, CancellationToken cancellationToken)
    {
        await database.Database.ExecuteSqlAsync($"select from mentoring.mentor_profiles where user_id = {userId} for no key update", cancellationToken);
        return await database.Set<MentorProfile>().SingleOrDefaultAsync(profile => profile.UserId == userId, cancellationToken);
    }

    public Task<MentorProfile?> FindAsync(long userId, CancellationToken cancellationToken) =>
        database.Set<MentorProfile>().AsNoTracking().SingleOrDefaultAsync(profile => profile.UserId == userId, cancellationToken);

    public async Task<IReadOnlyList<long>> UngrantedAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        await database.Set<MentorProfile>()
            .Where(profile => profile.RoleGrantedAt == null && profile.CreatedAt < before)
            .OrderBy(profile => profile.CreatedAt)
            .Select(profile => profile.UserId)
            .Take(Batch)
            .ToListAsync(cancellationToken);
}

internal sealed class RateLimitsRepository(MentoringDbContext database) : IRateLimits
{
    public Task<RateLimits> FindAsync(CancellationToken cancellationToken) =>
        database.Set<RateLimits>().AsNoTracking().SingleAsync(cancellationToken);

    public async Task<RateLimits> LockAsync(CancellationToken cancellationToken) =>
        (await database.Set<RateLimits>().FromSql($"select * from mentoring.rate_limits for no key update").ToListAsync(cancellationToken)).Single();
}
