using Microsoft.EntityFrameworkCore;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Infrastructure.Persistence;

namespace Samjhadoo.Mentoring.Infrastructure.Mentors;

internal sealed class MentorRepository(MentoringDbContext database) : IMentorRepository
{
    public void Add(MentorProfile profile) => database.Add(profile);

    // Two statements, since a locking one can't be joined with the skills. Not "for update": rows that refer to the mentor may still be added meanwhile.
    public async Task<MentorProfile?> LockAsync(long userId, CancellationToken cancellationToken)
    {
        await database.Database.ExecuteSqlAsync($"select from mentoring.mentor_profiles where user_id = {userId} for no key update", cancellationToken);
        return await database.Set<MentorProfile>().SingleOrDefaultAsync(profile => profile.UserId == userId, cancellationToken);
    }
}
