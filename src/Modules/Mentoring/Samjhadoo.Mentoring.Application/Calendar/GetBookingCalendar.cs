using Dapper;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Calendar;

/// <summary>A booking of the caller's as a calendar file.</summary>
internal sealed record GetBookingCalendarQuery(long Id) : IQuery<string>;

internal sealed class GetBookingCalendarHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<GetBookingCalendarQuery, string>
{
    private const string Sql =
        """
        -- GetBookingCalendar
        select b.id, b.status, b.start_at, b.end_at, coalesce(u.name, u.username) as other_name, b.topic, b.meeting_link, b.version, b.updated_at
        from bookings b
        join users u on u.id = case when b.mentee_id = @callerId then b.mentor_id else b.mentee_id end
        where b.id = @Id and (b.mentee_id = @callerId or b.mentor_id = @callerId and b.status not in ('HOLDING', 'DROPPED'))
        """;

    public async Task<Result<string>> Handle(GetBookingCalendarQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var entry = await connection.QuerySingleOrDefaultAsync<CalendarEntry>(
            new CommandDefinition(Sql, new { query.Id, callerId = caller.Id }, cancellationToken: cancellationToken));
        return entry is null ? BookingErrors.NotFound : IcsFile.Of([entry]);
    }
}
