using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Schedules;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>Whether the mentor offers a time; that nobody else has it is the exclusion constraint's to say.</summary>
internal sealed class BookableTimes(IBookings bookings, IScheduleRepository schedules)
{
    // Further than any calendar day reaches in any zone.
    private static readonly TimeSpan AroundDay = TimeSpan.FromHours(26);

    public async Task<BookedTime?> FindAsync(
        long mentorId, DateTimeOffset startAt, TimeSpan length, long? without, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await schedules.FindAsync(mentorId, cancellationToken) is not { } schedule)
            return null;
        var starts = schedule.DailyCap is null
            ? []
            : await bookings.StartsAsync(mentorId, startAt - AroundDay, startAt + AroundDay, without, cancellationToken);
        return Availability.IsOffered(schedule, startAt, length, starts, now)
            ? new BookedTime(
                startAt, TimeSpan.FromMinutes(schedule.BufferBefore), TimeSpan.FromMinutes(schedule.BufferAfter), TimeSpan.FromMinutes(schedule.MinimumNotice))
            : null;
    }
}
