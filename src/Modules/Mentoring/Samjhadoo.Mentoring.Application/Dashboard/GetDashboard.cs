using Dapper;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Dashboard;

/// <summary>How the caller does as a mentor.</summary>
internal sealed record GetDashboardQuery : IQuery<DashboardResponse>;

/// <summary>A mentor's numbers. Weeks begin on Monday by his own calendar.</summary>
/// <param name="Upcoming">The next ten sessions, requested or confirmed.</param>
/// <param name="ToAnswer">Requests that wait for him.</param>
/// <param name="EarningsByWeek">The last twelve weeks with a session, newest first: what he earned after commission and tax.</param>
/// <param name="ResponseRate">Share of the requests of 90 days that he answered before they expired, 0 to 1; null without any.</param>
/// <param name="MedianResponseMinutes">Half of those answers came within this time.</param>
/// <param name="Mentees">People with at least one completed session.</param>
/// <param name="RepeatMentees">Those of them with two or more.</param>
internal sealed record DashboardResponse(
    IReadOnlyList<UpcomingSession> Upcoming,
    int ToAnswer,
    IReadOnlyList<WeekEarnings> EarningsByWeek,
    string Currency,
    decimal? ResponseRate,
    int? MedianResponseMinutes,
    int Mentees,
    int RepeatMentees);

internal sealed record UpcomingSession(long BookingId, long MenteeId, string MenteeName, string Status, DateTimeOffset StartAt, DateTimeOffset EndAt);

internal sealed record WeekEarnings(DateOnly Week, int Sessions, Money Earned);

internal sealed class GetDashboardHandler(IReadDatabase database, ICurrentUser caller, TimeProvider time) : IQueryHandler<GetDashboardQuery, DashboardResponse>
{
    private const string Sql =
        """
        -- Mentoring.GetDashboard
        select a.time_zone from availabilities a where a.mentor_id = @id;

        select b.id as booking_id, b.mentee_id, coalesce(u.name, u.username) as mentee_name, b.status, b.start_at, b.end_at
        from bookings b
        join users u on u.id = b.mentee_id
        where b.mentor_id = @id and b.start_at >= @now and b.status in ('REQUESTED', 'CONFIRMED')
        order by b.start_at, b.id
        limit 10;

        select date_trunc('week', b.start_at at time zone a.time_zone)::date as week, count(*)::integer as sessions, sum(b.earned) as earned
        from bookings b
        join availabilities a on a.mentor_id = b.mentor_id
        where b.mentor_id = @id and b.start_at >= @now - interval '1 year' and b.earned > 0
        group by 1
        order by 1 desc
        limit 12;

        select (select count(*) from bookings b where b.mentor_id = @id and b.start_at >= @now and b.status = 'REQUESTED')::integer as to_answer,
               round(count(*) filter (where r.answered_at is not null)::numeric / nullif(count(*), 0), 4) as response_rate,
               (percentile_cont(0.5) within group (order by extract(epoch from r.answered_at - r.created_at) / 60))::integer as median_response_minutes
        from bookings r
        where r.mentor_id = @id and r.created_at >= @now - interval '90 days' and (r.answered_at is not null or r.status = 'EXPIRED');

        select count(*)::integer as mentees, (count(*) filter (where m.sessions > 1))::integer as repeat_mentees
        from (select count(*) as sessions from bookings b where b.mentor_id = @id and b.status = 'COMPLETED' group by b.mentee_id) m
        """;

    public async Task<Result<DashboardResponse>> Handle(GetDashboardQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(Sql, new { caller.Id, Now = time.GetUtcNow() }, cancellationToken: cancellationToken));
        if (await results.ReadSingleOrDefaultAsync<string>() is null)
            return MentorErrors.NoProfile;
        var upcoming = (await results.ReadAsync<UpcomingSession>()).AsList();
        var weeks = (await results.ReadAsync<WeekEarnings>()).AsList();
        var answers = await results.ReadSingleAsync<Answers>();
        var people = await results.ReadSingleAsync<People>();
        return new DashboardResponse(
            upcoming, answers.ToAnswer, weeks, Money.Currency, answers.ResponseRate, answers.MedianResponseMinutes, people.Mentees, people.RepeatMentees);
    }

    private sealed record Answers(int ToAnswer, decimal? ResponseRate, int? MedianResponseMinutes);

    private sealed record People(int Mentees, int RepeatMentees);
}
