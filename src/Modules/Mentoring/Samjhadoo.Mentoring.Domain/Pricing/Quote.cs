using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Pricing;

/// <summary>A price promised to one mentee for one mentor for a quarter of an hour; a booking names it.</summary>
internal sealed class Quote : AggregateRoot
{
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(15);

    private Quote()
    {
    }

    public Quote(long mentorId, long menteeId, Price price, long? promoCodeId, DateTimeOffset now)
    {
        MentorId = mentorId;
        MenteeId = menteeId;
        Price = price;
        PromoCodeId = promoCodeId;
        CreatedAt = now;
        ExpiresAt = now + Validity;
    }

    public long MentorId { get; private set; }

    public long MenteeId { get; private set; }

    public Price Price { get; private set; } = null!;

    public long? PromoCodeId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public bool IsValid(DateTimeOffset now) => now < ExpiresAt;
}

/// <summary>The price of a booking as it was agreed; the database refuses to change it.</summary>
internal sealed class PriceSnapshot
{
    private PriceSnapshot()
    {
    }

    public PriceSnapshot(long bookingId, Price price, DateTimeOffset now)
    {
        BookingId = bookingId;
        Price = price;
        AgreedAt = now;
    }

    public long BookingId { get; private set; }

    public Price Price { get; private set; } = null!;

    public DateTimeOffset AgreedAt { get; private set; }
}
