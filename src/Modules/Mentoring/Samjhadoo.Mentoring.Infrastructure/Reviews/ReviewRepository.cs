using Microsoft.EntityFrameworkCore;
using Samjhadoo.Mentoring.Domain.Reviews;
using Samjhadoo.Mentoring.Infrastructure.Persistence;

namespace Samjhadoo.Mentoring.Infrastructure.Reviews;

internal sealed class ReviewRepository(MentoringDbContext database) : IReviews
{
    public void Add(Review review) => database.Add(review);

    public async Task<Review?> LockAsync(long id, CancellationToken cancellationToken) =>
        (await database.Set<Review>().FromSql($"select * from mentoring.reviews where id = {id} for no key update").ToListAsync(cancellationToken)).SingleOrDefault();

    public void Add(ReviewReport report) => database.Add(report);

    public async Task<IReadOnlyList<ReviewReport>> OpenReportsAsync(long reviewId, CancellationToken cancellationToken) =>
        await database.Set<ReviewReport>().Where(report => report.ReviewId == reviewId && report.ResolvedAt == null).ToListAsync(cancellationToken);
}
