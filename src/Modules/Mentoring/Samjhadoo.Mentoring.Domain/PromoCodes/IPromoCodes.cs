namespace Samjhadoo.Mentoring.Domain.PromoCodes;

internal interface IPromoCodes
{
    void Add(PromoCode code);

    /// <summary>The code as it stands, without a lock: for quotes.</summary>
    Task<PromoCode?> FindAsync(string code, CancellationToken cancellationToken);

    /// <summary>The code with its row locked until the command ends, so that its limits hold under any race.</summary>
    Task<PromoCode?> LockAsync(long id, CancellationToken cancellationToken);

    /// <summary>How often this user's bookings have redeemed it; what was given back does not count.</summary>
    Task<int> CountUsesAsync(long promoCodeId, long userId, CancellationToken cancellationToken);

    void Add(PromoRedemption redemption);

    Task<PromoRedemption?> FindRedemptionAsync(long bookingId, CancellationToken cancellationToken);
}
