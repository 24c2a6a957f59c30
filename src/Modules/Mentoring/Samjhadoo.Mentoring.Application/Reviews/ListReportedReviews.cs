using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Reviews;

/// <summary>Reports that nobody has decided about, newest first.</summary>
internal sealed record ListReportedReviewsQuery(PageRequest Page) : IQuery<Page<ReportedReview>>;

internal sealed record ReportedReview(
    long ReviewId, long MentorId, long MenteeId, short Rating, string Text, string? Reply, long ReporterId, string Reason, DateTimeOffset ReportedAt);

internal sealed class ListReportedReviewsHandler(IReadDatabase database) : IQueryHandler<ListReportedReviewsQuery, Page<ReportedReview>>
{
    private const string Sql =
        """
        -- ListReportedReviews
        select r.id as review_id, r.mentor_id, r.mentee_id, r.rating, r.text, r.reply, p.reporter_id, p.reason, p.reported_at
        from review_reports p
        join reviews r on r.id = p.review_id
        where p.resolved_at is null and (@at::timestamptz is null or (p.reported_at, p.review_id, p.reporter_id) < (@at, @reviewId, @reporterId))
        order by p.reported_at desc, p.review_id desc, p.reporter_id desc
        limit @limit
        """;

    public async Task<Result<Page<ReportedReview>>> Handle(ListReportedReviewsQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<ReportCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<ReportedReview>(new CommandDefinition(
            Sql,
            new { at = after?.At, reviewId = after?.ReviewId, reporterId = after?.ReporterId, limit = query.Page.Size + 1 },
            cancellationToken: cancellationToken));
        return Page<ReportedReview>.Of(rows.AsList(), query.Page.Size, row => new ReportCursor(row.ReportedAt, row.ReviewId, row.ReporterId));
    }

    private sealed record ReportCursor(DateTimeOffset At, long ReviewId, long ReporterId);
}
