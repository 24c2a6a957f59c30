using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.PromoCodes;

/// <summary>
/// A code that makes sessions cheaper, so many times in all and so many times a user. It is redeemed by a booking under the
/// row's lock and given back when the booking comes to nothing.
/// </summary>
internal sealed class PromoCode : AggregateRoot
{
    public const int CodeLength = 30;

    private PromoCode()
    {
    }

    public PromoCode(
        string code, Promotion offer, int? maxRedemptions, int maxPerUser, DateTimeOffset validFrom, DateTimeOffset? validUntil, long adminId, DateTimeOffset now)
    {
        Code = Normalise(code);
        Percent = offer.Percent;
        Amount = offer.Amount;
        MaxDiscount = offer.Maximum;
        MaxRedemptions = maxRedemptions;
        MaxPerUser = maxPerUser;
        ValidFrom = validFrom;
        ValidUntil = validUntil;
        IsActive = true;
        CreatedBy = adminId;
        CreatedAt = now;
    }

    /// <summary>Capital letters, digits and hyphens.</summary>
    public string Code { get; private set; } = "";

    public decimal? Percent { get; private set; }

    public Money? Amount { get; private set; }

    public Money? MaxDiscount { get; private set; }

    /// <summary>Null is without limit.</summary>
    public int? MaxRedemptions { get; private set; }

    public int MaxPerUser { get; private set; }

    /// <summary>Redemptions that count; those given back don't.</summary>
    public int Redeemed { get; private set; }

    public DateTimeOffset ValidFrom { get; private set; }

    public DateTimeOffset? ValidUntil { get; private set; }

    public bool IsActive { get; private set; }

    public long CreatedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public Promotion Offer => new(Percent, Amount, MaxDiscount);

    public static string Normalise(string code) => code.Trim().ToUpperInvariant();

    /// <summary>Why this user can't have it now, or null.</summary>
    public Error? Refusal(int usesOfUser, DateTimeOffset now)
    {
        if (!IsActive || now < ValidFrom || now >= ValidUntil)
            return PromoCodeErrors.Invalid;
        return Redeemed >= MaxRedemptions || usesOfUser >= MaxPerUser ? PromoCodeErrors.UsedUp : null;
    }

    public void Redeem() => Redeemed++;

    public void GiveBack() => Redeemed--;

    public void Edit(int? maxRedemptions, DateTimeOffset? validUntil, bool isActive)
    {
        MaxRedemptions = maxRedemptions;
        ValidUntil = validUntil;
        IsActive = isActive;
        RaiseVersion();
    }
}

/// <summary>One use of a code by one booking.</summary>
internal sealed class PromoRedemption
{
    private PromoRedemption()
    {
    }

    public PromoRedemption(long promoCodeId, long userId, long bookingId, DateTimeOffset now)
    {
        PromoCodeId = promoCodeId;
        UserId = userId;
        BookingId = bookingId;
        RedeemedAt = now;
    }

    public long BookingId { get; private set; }

    public long PromoCodeId { get; private set; }

    public long UserId { get; private set; }

    public DateTimeOffset RedeemedAt { get; private set; }

    /// <summary>Since when it does not count any more.</summary>
    public DateTimeOffset? GivenBackAt { get; private set; }

    public void GiveBack(DateTimeOffset now) => GivenBackAt = now;
}
