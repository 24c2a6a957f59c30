using System.Globalization;
using Samjhadoo.Mentoring.Domain.Schedules;
using Samjhadoo.Shared.Application;

namespace Samjhadoo.Mentoring.Application.Schedules;

/// <summary>When a mentor can be booked, in his own zone. Minutes are counted, times are quarters of an hour as <c>18:15</c>.</summary>
internal sealed record ScheduleResponse(
    string TimeZone,
    IReadOnlyList<WeekdayHours> Weekly,
    IReadOnlyList<DayHours> Overrides,
    int BufferBefore,
    int BufferAfter,
    int MinimumNotice,
    int WindowDays,
    int? DailyCap,
    DateTimeOffset? UpdatedAt,
    int Version) : IVersioned
{
    public static ScheduleResponse Of(Schedule schedule) => new(
        schedule.TimeZone,
        [.. schedule.Rules.OrderBy(rule => (rule.DayOfWeek, rule.StartsMinute))
            .Select(rule => new WeekdayHours((Weekday)rule.DayOfWeek, Clock.Of(rule.StartsMinute), Clock.Of(rule.EndsMinute)))],
        [.. schedule.Overrides.GroupBy(hours => hours.Day).OrderBy(day => day.Key)
            .Select(day => new DayHours(day.Key, [.. day.Where(hours => hours.EndsMinute > 0).OrderBy(hours => hours.StartsMinute)
                .Select(hours => new Hours(Clock.Of(hours.StartsMinute), Clock.Of(hours.EndsMinute)))]))],
        schedule.BufferBefore,
        schedule.BufferAfter,
        schedule.MinimumNotice,
        schedule.WindowDays,
        schedule.DailyCap,
        schedule.UpdatedAt,
        schedule.Version);
}

/// <summary>Hours of every week.</summary>
internal sealed record WeekdayHours(Weekday Day, string From, string To);

/// <summary>Hours of one date instead of the weekly ones; none on a day off.</summary>
internal sealed record DayHours(DateOnly Date, IReadOnlyList<Hours> Hours);

/// <summary>From a time of day to another, <c>24:00</c> at most.</summary>
internal sealed record Hours(string From, string To);

internal enum Weekday
{
    Monday = 1,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// <summary>Times of day as the API writes them.</summary>
internal static class Clock
{
    public const string Pattern = "^(([01][0-9]|2[0-3]):(00|15|30|45)|24:00)$";

    public static string Of(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    /// <summary>Minutes after midnight of a time that has this <see cref="Pattern"/>.</summary>
    public static short MinuteOf(string time) => (short)((int.Parse(time.AsSpan(0, 2), CultureInfo.InvariantCulture) * 60) + int.Parse(time.AsSpan(3, 2), CultureInfo.InvariantCulture));
}
