using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Reviews;

/// <summary>What mentees say of a mentor, newest first.</summary>
internal sealed record ListMentorReviewsQuery(long MentorId, PageRequest Page) : IQuery<Page<MentorReview>>;

internal sealed record MentorReview(long Id, string MenteeName, short Rating, string Text, string? Reply, DateTimeOffset? RepliedAt, DateTimeOffset CreatedAt);

internal sealed class ListMentorReviewsHandler(IReadDatabase database) : IQueryHandler<ListMentorReviewsQuery, Page<MentorReview>>
{
    private const string Sql =
        """
        -- ListMentorReviews
        select r.id, coalesce(u.name, u.username) as mentee_name, r.rating, r.text, r.reply, r.replied_at, r.created_at
        from reviews r
        join users u on u.id = r.mentee_id
        where r.mentor_id = @MentorId and r.hidden_at is null and (@at::timestamptz is null or (r.created_at, r.id) < (@at, @id))
        order by r.created_at desc, r.id desc
        limit @limit
        """;

    public async Task<Result<Page<MentorReview>>> Handle(ListMentorReviewsQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<MentorReview>(new CommandDefinition(
            Sql,
            new { query.MentorId, at = after?.At, id = after?.Id, limit = query.Page.Size + 1 },
            cancellationToken: cancellationToken));
        return Page<MentorReview>.Of(rows.AsList(), query.Page.Size, row => new TimeCursor(row.CreatedAt, row.Id));
    }
}
