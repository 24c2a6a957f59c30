using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Samjhadoo.Mentoring.Domain.Reviews;
using Samjhadoo.Mentoring.Infrastructure.Persistence;

namespace Samjhadoo.Mentoring.Infrastructure.Reviews;

internal sealed class MentorCounts(MentoringDbContext database) : IMentorCounts
{
    // The lock comes first and as a statement of its own: whoever waited for it counts what the other has committed.
    private const string RecountSql =
        """
        -- RecountMentor
        select from mentor_profiles where user_id = @mentorId for no key update;
        update mentor_profiles p
        set total_sessions = (select count(*) from bookings b where b.mentor_id = p.user_id and b.status = 'COMPLETED'),
            (rating, rating_count) = (select round(avg(r.rating), 2), count(*) from reviews r where r.mentor_id = p.user_id and r.hidden_at is null)
        where p.user_id = @mentorId;
        """;

    private const string RebuildSql =
        """
        -- RebuildMentorCounts
        with counted as (
            select p.user_id,
                   (select count(*) from bookings b where b.mentor_id = p.user_id and b.status = 'COMPLETED') as total_sessions,
                   (select round(avg(r.rating), 2) from reviews r where r.mentor_id = p.user_id and r.hidden_at is null) as rating,
                   (select count(*) from reviews r where r.mentor_id = p.user_id and r.hidden_at is null) as rating_count
            from mentor_profiles p
        )
        update mentor_profiles p
        set total_sessions = c.total_sessions, rating = c.rating, rating_count = c.rating_count
        from counted c
        where c.user_id = p.user_id and (p.total_sessions, p.rating_count) is distinct from (c.total_sessions, c.rating_count)
            or c.user_id = p.user_id and p.rating is distinct from c.rating
        """;

    public Task RecountAsync(long mentorId, CancellationToken cancellationToken) => ExecuteAsync(RecountSql, new { mentorId }, cancellationToken);

    public Task<int> RebuildAsync(CancellationToken cancellationToken) => ExecuteAsync(RebuildSql, null, cancellationToken);

    private Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        database.Database.GetDbConnection().ExecuteAsync(new CommandDefinition(
            sql, parameters, database.Database.CurrentTransaction?.GetDbTransaction(), cancellationToken: cancellationToken));
}
