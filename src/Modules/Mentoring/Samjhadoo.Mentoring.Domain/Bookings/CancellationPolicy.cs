using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Bookings;

/// <summary>What a cancellation costs: free until 24 h before the start, half until 2 h before, then the whole price.</summary>
internal static class CancellationPolicy
{
    public static readonly TimeSpan FreeUntil = TimeSpan.FromHours(24);
    public static readonly TimeSpan HalfUntil = TimeSpan.FromHours(2);

    /// <summary>
    /// The terms at an instant. A mentor who calls it off, and anybody while the mentor has not accepted, gives all of it back.
    /// </summary>
    public static CancellationTerms TermsOf(Booking booking, BookingSide side, DateTimeOffset now)
    {
        if (side != BookingSide.Mentee || booking.Status != BookingStatus.Confirmed)
            return Terms(booking.Price, 100, changesAt: null);
        if (now <= booking.StartAt - FreeUntil)
            return Terms(booking.Price, 100, booking.StartAt - FreeUntil);
        return now <= booking.StartAt - HalfUntil
            ? Terms(booking.Price, 50, booking.StartAt - HalfUntil)
            : Terms(booking.Price, 0, changesAt: null);
    }

    private static CancellationTerms Terms(Money price, int percent, DateTimeOffset? changesAt)
    {
        var refund = Money.Round(price.Amount * percent / 100);
        return new CancellationTerms(percent, refund, price - refund, changesAt);
    }
}

/// <summary>What a cancellation gives back and what it costs; the two add up to the price.</summary>
/// <param name="RefundPercent">100, 50 or 0.</param>
/// <param name="Refund">Goes back to the mentee.</param>
/// <param name="Charge">Is paid all the same, with commission and GST as ever.</param>
/// <param name="ChangesAt">The last instant of these terms, or null when they stay.</param>
internal sealed record CancellationTerms(int RefundPercent, Money Refund, Money Charge, DateTimeOffset? ChangesAt);
