namespace Samjhadoo.Mentoring.Domain.Schedules;

internal interface IScheduleRepository
{
    void Add(Schedule schedule);

    /// <summary>The mentor's schedule for changes; its row is locked until the transaction ends.</summary>
    Task<Schedule?> LockAsync(long mentorId, CancellationToken cancellationToken);

    /// <summary>The mentor's schedule, only to look at.</summary>
    Task<Schedule?> FindAsync(long mentorId, CancellationToken cancellationToken);
}
