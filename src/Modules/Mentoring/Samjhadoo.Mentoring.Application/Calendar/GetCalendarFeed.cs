using System.Security.Cryptography;
using System.Text;
using Dapper;
using Samjhadoo.Mentoring.Domain.Calendar;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Calendar;

/// <summary>The calendar behind a private address: whoever has the address may read it, as calendar programs can't log in.</summary>
internal sealed record GetCalendarFeedQuery(string Secret) : IQuery<string>;

internal sealed class GetCalendarFeedHandler(IReadDatabase database, TimeProvider time) : IQueryHandler<GetCalendarFeedQuery, string>
{
    private static readonly TimeSpan Past = TimeSpan.FromDays(30);

    private const string Sql =
        """
        -- GetCalendarFeed
        select f.user_id
        from calendar_feeds f
        join users u on u.id = f.user_id
        where f.secret_hash = @hash and u.is_active
        """;

    private const string EntriesSql =
        """
        -- GetCalendarFeed
        with mine as (
            (select id, status, start_at, end_at, mentor_id as other_id, topic, meeting_link, version, updated_at
             from bookings
             where mentee_id = @userId and start_at >= @since and status in ('REQUESTED', 'CONFIRMED', 'COMPLETED')
             order by start_at
             limit 500)
            union all
            (select id, status, start_at, end_at, mentee_id, topic, meeting_link, version, updated_at
             from bookings
             where mentor_id = @userId and start_at >= @since and status in ('REQUESTED', 'CONFIRMED', 'COMPLETED')
             order by start_at
             limit 500)
        )
        select m.id, m.status, m.start_at, m.end_at, coalesce(u.name, u.username) as other_name, m.topic, m.meeting_link, m.version, m.updated_at
        from mine m
        join users u on u.id = m.other_id
        order by m.start_at, m.id
        limit 500
        """;

    public async Task<Result<string>> Handle(GetCalendarFeedQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(query.Secret));
        if (await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(Sql, new { hash }, cancellationToken: cancellationToken)) is not { } userId)
            return CalendarErrors.FeedNotFound;
        var entries = await connection.QueryAsync<CalendarEntry>(
            new CommandDefinition(EntriesSql, new { userId, since = time.GetUtcNow() - Past }, cancellationToken: cancellationToken));
        return IcsFile.Of(entries);
    }
}
