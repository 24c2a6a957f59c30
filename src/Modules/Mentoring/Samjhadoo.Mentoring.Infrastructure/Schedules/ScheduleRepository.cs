using Microsoft.EntityFrameworkCore;
using Samjhadoo.Mentoring.Domain.Schedules;
using Samjhadoo.Mentoring.Infrastructure.Persistence;

namespace Samjhadoo.Mentoring.Infrastructure.Schedules;

internal sealed class ScheduleRepository(MentoringDbContext database) : IScheduleRepository
{
    public void Add(Schedule schedule) => database.Add(schedule);

    public async Task<Schedule?> LockAsync(long mentorId, CancellationToken cancellationToken)
    {
        await database.Database.ExecuteSqlAsync($"select from mentoring.availabilities where mentor_id = {mentorId} for no key update", cancellationToken);
        return await database.Set<Schedule>().AsSplitQuery().SingleOrDefaultAsync(schedule => schedule.MentorId == mentorId, cancellationToken);
    }

    public Task<Schedule?> FindAsync(long mentorId, CancellationToken cancellationToken) =>
        database.Set<Schedule>().AsNoTracking().AsSplitQuery().SingleOrDefaultAsync(schedule => schedule.MentorId == mentorId, cancellationToken);
}
