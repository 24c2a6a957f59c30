using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Schedules;

/// <summary>
/// When a mentor can be booked, in his own time zone: weekly hours, replaced on single dates. All times are quarters of an hour,
/// which every zone's offset is a multiple of, so that a quarter is open or closed as a whole whatever the clocks do.
/// </summary>
internal sealed class Schedule : AggregateRoot
{
    public const int QuarterMinutes = 15;
    public const int MaxRules = 70;
    public const int MaxOverrides = 400;
    public const int MaxBufferMinutes = 120;
    public const int MaxNoticeMinutes = 14 * 24 * 60;
    public const int MaxWindowDays = 180;
    public const int MaxDailyCap = 24;

    private readonly List<WeeklyHours> _rules = [];
    private readonly List<DateHours> _overrides = [];

    private Schedule()
    {
    }

    public Schedule(long mentorId, string timeZone)
    {
        MentorId = mentorId;
        TimeZone = timeZone;
    }

    public long MentorId { get; private set; }

    /// <summary>IANA zone.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>Minutes kept free before each session.</summary>
    public short BufferBefore { get; private set; }

    /// <summary>Minutes kept free after each session.</summary>
    public short BufferAfter { get; private set; }

    /// <summary>A session starts at least so many minutes after it is booked.</summary>
    public int MinimumNotice { get; private set; } = 120;

    /// <summary>So many days ahead, counted on the mentor's calendar, can be booked.</summary>
    public short WindowDays { get; private set; } = 60;

    /// <summary>Sessions a day of the mentor's calendar; null without a limit.</summary>
    public short? DailyCap { get; private set; }

    public DateTimeOffset? UpdatedAt { get; private set; }

    public IReadOnlyList<WeeklyHours> Rules => _rules;

    public IReadOnlyList<DateHours> Overrides => _overrides;

    public void Replace(ScheduleDetails details, DateTimeOffset now)
    {
        TimeZone = details.TimeZone;
        BufferBefore = details.BufferBefore;
        BufferAfter = details.BufferAfter;
        MinimumNotice = details.MinimumNotice;
        WindowDays = details.WindowDays;
        DailyCap = details.DailyCap;
        Become(_rules, details.Rules);
        Become(_overrides, details.Overrides);
        UpdatedAt = now;
        RaiseVersion();
    }

    // Rows that stay are not written again.
    private static void Become<T>(List<T> rows, IReadOnlyCollection<T> wanted)
    {
        rows.RemoveAll(row => !wanted.Contains(row));
        rows.AddRange(wanted.Distinct().Except(rows).ToList());
    }
}

/// <summary>Hours of every week.</summary>
/// <param name="DayOfWeek">1 (Monday) to 7.</param>
/// <param name="StartsMinute">Minutes after midnight, a multiple of 15.</param>
/// <param name="EndsMinute">Minutes after midnight up to 1440, a multiple of 15 above the start.</param>
internal sealed record WeeklyHours(short DayOfWeek, short StartsMinute, short EndsMinute);

/// <summary>Hours of one date instead of the weekly ones; from 0 to 0 on a day off.</summary>
internal sealed record DateHours(DateOnly Day, short StartsMinute, short EndsMinute);

/// <summary>All a mentor decides about his schedule.</summary>
internal sealed record ScheduleDetails(
    string TimeZone,
    short BufferBefore,
    short BufferAfter,
    int MinimumNotice,
    short WindowDays,
    short? DailyCap,
    IReadOnlyCollection<WeeklyHours> Rules,
    IReadOnlyCollection<DateHours> Overrides);
