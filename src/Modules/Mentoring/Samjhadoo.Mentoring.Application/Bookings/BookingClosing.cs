using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>Ends a booking and then moves its money: what declining, cancelling, completing and a no-show have in common.</summary>
internal sealed class BookingClosing(ISender sender, IBookings bookings, WalletAsks asks, IRequestKey key)
{
    public async Task<Result<BookingResponse>> RunAsync(long id, Closing closing, string? reason, CancellationToken cancellationToken)
    {
        var closed = await sender.SendAsync(new CloseBookingCommand(id, closing, reason, key.Reference), cancellationToken);
        if (closed.IsFailure)
            return closed.Error;
        await asks.RunAsync(id, cancellationToken);
        return BookingResponse.Of((await bookings.FindAsync(id, cancellationToken))!);
    }
}
