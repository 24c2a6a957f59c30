namespace Samjhadoo.Mentoring.Domain.Reviews;

internal interface IReviews
{
    void Add(Review review);

    Task<Review?> LockAsync(long id, CancellationToken cancellationToken);

    void Add(ReviewReport report);

    Task<IReadOnlyList<ReviewReport>> OpenReportsAsync(long reviewId, CancellationToken cancellationToken);
}
