using Dapper;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Schedules;

/// <summary>When a mentor can be booked, by the dates of the caller's zone.</summary>
/// <param name="MentorId">The mentor.</param>
/// <param name="From">First date.</param>
/// <param name="To">Last date; at most 31 days in all.</param>
/// <param name="Minutes">Length of the session, 30 when not said.</param>
/// <param name="TimeZone">IANA zone of the dates; the caller's own when not said.</param>
internal sealed record GetSlotsQuery(long MentorId, DateOnly From, DateOnly To, int? Minutes, string? TimeZone) : IQuery<SlotsResponse>;

/// <summary>Free sessions by date, as the caller's clocks show them.</summary>
internal sealed record SlotsResponse(long MentorId, string TimeZone, int Minutes, IReadOnlyList<SlotDay> Days);

/// <summary>The free sessions that start on a date; dates without any are left out.</summary>
internal sealed record SlotDay(DateOnly Date, IReadOnlyList<Slot> Slots);

/// <summary>A free session; the local time repeats once a year where clocks go back, the instant never.</summary>
internal sealed record Slot(DateTimeOffset StartAt, DateTimeOffset EndAt, string LocalTime);

internal sealed class GetSlotsValidator : AbstractValidator<GetSlotsQuery>
{
    public const int MaxDays = 31;

    public GetSlotsValidator()
    {
        RuleFor(query => query.From).InclusiveBetween(new DateOnly(2020, 1, 1), new DateOnly(9000, 1, 1));
        RuleFor(query => query.To).InclusiveBetween(new DateOnly(2020, 1, 1), new DateOnly(9000, 1, 1))
            .Must((query, to) => to >= query.From && to.DayNumber - query.From.DayNumber < MaxDays)
            .WithErrorCode("bad_period").WithMessage("must be from the first date on and at most 31 days in all");
        RuleFor(query => query.Minutes).SessionLength();
        RuleFor(query => query.TimeZone).TimeZone();
    }
}

internal static class SessionRules
{
    /// <summary>10 to 120 minutes in fives, or nothing.</summary>
    public static IRuleBuilderOptions<T, int?> SessionLength<T>(this IRuleBuilder<T, int?> rule) => rule
        .InclusiveBetween(10, 120)
        .Must(minutes => minutes is null || minutes % 5 == 0).WithErrorCode("not_in_fives").WithMessage("must be a multiple of 5");
}

internal sealed class GetSlotsHandler(IReadDatabase database, ICurrentUser caller, TimeProvider time) : IQueryHandler<GetSlotsQuery, SlotsResponse>
{
    private const int Usual = 30;

    // One round trip: the mentor, the zone and the slots; a mentor without any gives one row without a start.
    private const string Sql =
        """
        -- Mentoring.GetSlots
        select z.time_zone, s.starts_at, s.starts_at at time zone z.time_zone as local
        from (
            select coalesce(@timeZone, (select time_zone from users where id = @callerId), 'Asia/Kolkata') as time_zone
            from mentor_profiles p
            join users u on u.id = p.user_id
            where p.user_id = @mentorId and u.is_active and u.role <> 'USER'
        ) z
        left join lateral free_slots(
            @mentorId, @from::timestamp at time zone z.time_zone, (@to + 1)::timestamp at time zone z.time_zone + @minutes * interval '1 minute', @minutes, @now) s
            on (s.starts_at at time zone z.time_zone)::date <= @to
        order by s.starts_at
        """;

    public async Task<Result<SlotsResponse>> Handle(GetSlotsQuery query, CancellationToken cancellationToken)
    {
        var minutes = query.Minutes ?? Usual;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            Sql,
            new { query.MentorId, query.From, query.To, minutes, query.TimeZone, CallerId = caller.Id, Now = time.GetUtcNow() },
            cancellationToken: cancellationToken))).AsList();
        if (rows.Count == 0)
            return MentorErrors.NotFound;
        var days = rows.Where(row => row.StartsAt is not null).GroupBy(row => DateOnly.FromDateTime(row.Local!.Value), row => new Slot(
            row.StartsAt!.Value, row.StartsAt.Value.AddMinutes(minutes), Clock.Of((int)row.Local!.Value.TimeOfDay.TotalMinutes)));
        return new SlotsResponse(query.MentorId, rows[0].TimeZone, minutes, [.. days.Select(day => new SlotDay(day.Key, [.. day]))]);
    }

    private sealed record Row(string TimeZone, DateTimeOffset? StartsAt, DateTime? Local);
}
