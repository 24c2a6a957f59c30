using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Schedules;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Schedules;

/// <summary>Replaces the caller's whole schedule; what is booked stays booked.</summary>
internal sealed record ReplaceScheduleCommand(
    string TimeZone,
    IReadOnlyList<WeekdayHours> Weekly,
    IReadOnlyList<DayHours>? Overrides = null,
    int BufferBefore = 0,
    int BufferAfter = 0,
    int MinimumNotice = 120,
    int WindowDays = 60,
    int? DailyCap = null) : ICommand<ScheduleResponse>
{
    [JsonIgnore]
    public int? ExpectedVersion { get; init; }
}

internal sealed class ReplaceScheduleValidator : AbstractValidator<ReplaceScheduleCommand>
{
    public ReplaceScheduleValidator()
    {
        RuleFor(command => command.TimeZone).NotEmpty().TimeZone();
        RuleFor(command => command.Weekly)
            .Must(weekly => weekly.Count <= Schedule.MaxRules).WithErrorCode("too_many").WithMessage("has too many items");
        RuleForEach(command => command.Weekly).ChildRules(hours =>
        {
            hours.RuleFor(one => one.From).Matches(Clock.Pattern);
            hours.RuleFor(one => one.To).Matches(Clock.Pattern).Must((one, to) => IsAfter(one.From, to)).WithErrorCode("not_after").WithMessage("must be after from");
        });
        RuleFor(command => command.Overrides!)
            .Must(overrides => overrides.Sum(day => Math.Max(1, day.Hours.Count)) <= Schedule.MaxOverrides).WithErrorCode("too_many").WithMessage("has too many items")
            .Must(overrides => overrides.DistinctBy(day => day.Date).Count() == overrides.Count).WithErrorCode("date_twice").WithMessage("has a date twice")
            .When(command => command.Overrides is not null);
        RuleForEach(command => command.Overrides).ChildRules(day => day.RuleForEach(one => one.Hours).ChildRules(hours =>
        {
            hours.RuleFor(one => one.From).Matches(Clock.Pattern);
            hours.RuleFor(one => one.To).Matches(Clock.Pattern).Must((one, to) => IsAfter(one.From, to)).WithErrorCode("not_after").WithMessage("must be after from");
        }));
        RuleFor(command => command.BufferBefore).InclusiveBetween(0, Schedule.MaxBufferMinutes);
        RuleFor(command => command.BufferAfter).InclusiveBetween(0, Schedule.MaxBufferMinutes);
        RuleFor(command => command.MinimumNotice).InclusiveBetween(0, Schedule.MaxNoticeMinutes);
        RuleFor(command => command.WindowDays).InclusiveBetween(1, Schedule.MaxWindowDays);
        RuleFor(command => command.DailyCap).InclusiveBetween(1, Schedule.MaxDailyCap);
    }

    private static bool IsAfter(string from, string to) => string.CompareOrdinal(from, to) < 0;
}

internal sealed class ReplaceScheduleHandler(IScheduleRepository schedules, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<ReplaceScheduleCommand, ScheduleResponse>
{
    public async Task<Result<ScheduleResponse>> Handle(ReplaceScheduleCommand command, CancellationToken cancellationToken)
    {
        if (await schedules.LockAsync(caller.Id, cancellationToken) is not { } schedule)
            return MentorErrors.NoProfile;
        if (schedule.OutOfDate(command.ExpectedVersion) is { } outOfDate)
            return outOfDate;
        schedule.Replace(
            new ScheduleDetails(
                command.TimeZone,
                (short)command.BufferBefore,
                (short)command.BufferAfter,
                command.MinimumNotice,
                (short)command.WindowDays,
                (short?)command.DailyCap,
                [.. command.Weekly.Select(hours => new WeeklyHours((short)hours.Day, Clock.MinuteOf(hours.From), Clock.MinuteOf(hours.To)))],
                [.. (command.Overrides ?? []).SelectMany(HoursOf)]),
            time.GetUtcNow());
        return ScheduleResponse.Of(schedule);
    }

    // A day off is a row of its own.
    private static IEnumerable<DateHours> HoursOf(DayHours day) => day.Hours.Count == 0
        ? [new DateHours(day.Date, 0, 0)]
        : day.Hours.Select(hours => new DateHours(day.Date, Clock.MinuteOf(hours.From), Clock.MinuteOf(hours.To)));
}
