using Samjhadoo.Mentoring.Domain.Schedules;

namespace Samjhadoo.Mentoring.Domain.Bookings;

/// <summary>
/// Whether a mentor offers a time, by his own rules: hours, notice, window and daily cap. What is booked already is the database's
/// to judge. Quarters of an hour are open or closed as a whole, so each that the session touches is looked up in his zone.
/// </summary>
internal static class Availability
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(Schedule.QuarterMinutes);

    /// <param name="schedule">The mentor's.</param>
    /// <param name="startAt">Start of the session.</param>
    /// <param name="length">Its length.</param>
    /// <param name="starts">Starts of the mentor's other sessions around that day.</param>
    /// <param name="now">The instant of asking.</param>
    public static bool IsOffered(Schedule schedule, DateTimeOffset startAt, TimeSpan length, IEnumerable<DateTimeOffset> starts, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone);
        var day = DayOf(startAt, zone);
        if (startAt < now.AddMinutes(schedule.MinimumNotice) || day > DayOf(now, zone).AddDays(schedule.WindowDays))
            return false;
        if (starts.Count(other => DayOf(other, zone) == day) >= schedule.DailyCap)
            return false;
        for (var quarter = startAt.AddTicks(-(startAt.UtcTicks % Quarter.Ticks)); quarter < startAt + length; quarter += Quarter)
        {
            if (!IsOpen(schedule, TimeZoneInfo.ConvertTime(quarter, zone)))
                return false;
        }

        return true;
    }

    private static bool IsOpen(Schedule schedule, DateTimeOffset local)
    {
        var day = DateOnly.FromDateTime(local.DateTime);
        var minute = (local.Hour * 60) + local.Minute;
        var replaced = schedule.Overrides.Where(hours => hours.Day == day).ToList();
        return replaced.Count > 0
            ? replaced.Exists(hours => hours.StartsMinute <= minute && minute < hours.EndsMinute)
            : schedule.Rules.Any(hours => hours.DayOfWeek == IsoDayOf(day) && hours.StartsMinute <= minute && minute < hours.EndsMinute);
    }

    private static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static int IsoDayOf(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
}
