using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.PromoCodes;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>What follows the end of a booking, whatever ended it: a promo code it did not use up is given back, and it is told.</summary>
internal sealed class BookingEnds(IPromoCodes promoCodes, BookingNews news, TimeProvider time)
{
    public async Task FollowAsync(Booking booking, CancellationToken cancellationToken)
    {
        if (!booking.Charge!.Value.IsPositive && await promoCodes.FindRedemptionAsync(booking.Id, cancellationToken) is { GivenBackAt: null } redemption)
        {
            redemption.GiveBack(time.GetUtcNow());
            (await promoCodes.LockAsync(redemption.PromoCodeId, cancellationToken))!.GiveBack();
        }

        await news.TellEndAsync(booking, cancellationToken);
    }
}
