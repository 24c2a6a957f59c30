namespace Samjhadoo.Mentoring.Tests.Schedules;

/// <summary>A mentor's hours and bookings as a property test makes them up.</summary>
internal sealed record MadeUpSchedule(
    string TimeZone,
    IReadOnlyList<(int Day, int From, int To)> Weekly,
    IReadOnlyList<(DateOnly Date, int From, int To)> Overrides,
    int BufferBefore,
    int BufferAfter,
    int MinimumNotice,
    int WindowDays,
    int? DailyCap,
    IReadOnlyList<(DateTime Start, int Minutes, string Status)> Booked);

/// <summary>
/// Slots, slowly and obviously: every quarter of an hour is looked at, and of its session every five minutes, by asking what the
/// mentor's clocks show then.
/// </summary>
internal static class SlotReference
{
    public static IEnumerable<DateTime> Of(MadeUpSchedule schedule, DateTime from, DateTime to, int minutes, DateTime now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone);
        DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        var today = DateOnly.FromDateTime(Local(now));
        var live = schedule.Booked.Where(booking => booking.Status is "HOLDING" or "REQUESTED" or "CONFIRMED").ToList();

        for (var start = from.Date; start < to; start = start.AddMinutes(15))
        {
            var day = DateOnly.FromDateTime(Local(start));
            var end = start.AddMinutes(minutes);
            var isOffered = start >= from
                && end <= to
                && start >= now.AddMinutes(schedule.MinimumNotice)
                && day <= today.AddDays(schedule.WindowDays)
                && Enumerable.Range(0, (minutes + 4) / 5).All(five => IsOpen(schedule, Local(start.AddMinutes(five * 5))))
                && !live.Any(booking =>
                    start.AddMinutes(-schedule.BufferBefore) < booking.Start.AddMinutes(booking.Minutes + schedule.BufferAfter)
                    && booking.Start.AddMinutes(-schedule.BufferBefore) < end.AddMinutes(schedule.BufferAfter))
                && (schedule.DailyCap is not { } cap
                    || schedule.Booked.Count(booking => booking.Status is not "CANCELLED" && DateOnly.FromDateTime(Local(booking.Start)) == day) < cap);
            if (isOffered)
                yield return start;
        }
    }

    private static bool IsOpen(MadeUpSchedule schedule, DateTime local)
    {
        var day = DateOnly.FromDateTime(local);
        var minute = local.TimeOfDay.TotalMinutes;
        var ofDate = schedule.Overrides.Where(hours => hours.Date == day).ToList();
        return ofDate.Count > 0
            ? ofDate.Exists(hours => minute >= hours.From && minute < hours.To)
            : schedule.Weekly.Any(hours => hours.Day == (((int)local.DayOfWeek + 6) % 7) + 1 && minute >= hours.From && minute < hours.To);
    }
}
