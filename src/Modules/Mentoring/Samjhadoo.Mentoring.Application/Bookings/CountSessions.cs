using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>How many sessions the caller has had and has ahead, on both sides.</summary>
internal sealed record CountSessionsQuery : IQuery<SessionCounts>;

internal sealed record SessionCounts(long CompletedAsMentee, long UpcomingAsMentee, long CompletedAsMentor, long UpcomingAsMentor);

internal sealed class CountSessionsHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<CountSessionsQuery, SessionCounts>
{
    private const string Sql =
        """
        -- CountSessions
        select
            (select count(*) from bookings where mentee_id = @callerId and status = 'COMPLETED') as completed_as_mentee,
            (select count(*) from bookings where mentee_id = @callerId and status in ('REQUESTED', 'CONFIRMED')) as upcoming_as_mentee,
            (select count(*) from bookings where mentor_id = @callerId and status = 'COMPLETED') as completed_as_mentor,
            (select count(*) from bookings where mentor_id = @callerId and status in ('REQUESTED', 'CONFIRMED')) as upcoming_as_mentor
        """;

    public async Task<Result<SessionCounts>> Handle(CountSessionsQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleAsync<SessionCounts>(new CommandDefinition(Sql, new { callerId = caller.Id }, cancellationToken: cancellationToken));
    }
}
