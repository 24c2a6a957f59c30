using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>What the caller's cancelling would give back and cost at this moment.</summary>
internal sealed record PreviewCancellationQuery(long Id) : IQuery<CancellationPreview>;

/// <param name="RefundPercent">100, 50 or 0.</param>
/// <param name="Refund">Goes back to the mentee.</param>
/// <param name="Charge">Is paid all the same.</param>
/// <param name="Currency">INR.</param>
/// <param name="ChangesAt">The last instant at which this holds, or null when it stays so.</param>
internal sealed record CancellationPreview(int RefundPercent, Money Refund, Money Charge, string Currency, DateTimeOffset? ChangesAt);

// The rule itself is asked, not a copy of it in SQL: what is previewed is what then happens.
internal sealed class PreviewCancellationHandler(IBookings bookings, ICurrentUser caller, TimeProvider time)
    : IQueryHandler<PreviewCancellationQuery, CancellationPreview>
{
    public async Task<Result<CancellationPreview>> Handle(PreviewCancellationQuery query, CancellationToken cancellationToken)
    {
        if (await bookings.FindAsync(query.Id, cancellationToken) is not { } booking || booking.SideOf(caller.Id) is not { } side)
            return BookingErrors.NotFound;
        return booking.CancellationTerms(side, time.GetUtcNow())
            .Map(terms => new CancellationPreview(terms.RefundPercent, terms.Refund, terms.Charge, Money.Currency, terms.ChangesAt));
    }
}
