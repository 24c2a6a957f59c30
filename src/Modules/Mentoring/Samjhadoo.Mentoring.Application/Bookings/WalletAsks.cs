using Microsoft.Extensions.Logging;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Contracts;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>
/// Asks the wallet what a booking has yet to ask, outside any transaction, and commits the answer. Flows and the sweep do the
/// same here: the wallet repeats its answer to a reference, so it does not matter who asks, or how often.
/// </summary>
internal sealed partial class WalletAsks(ISender sender, IBookings bookings, IPricing pricing, IWalletApi wallet, ILogger<WalletAsks> logger)
{
    /// <summary>Why the wallet would not hold the price; null in every other case.</summary>
    public async Task<Error?> RunAsync(long bookingId, CancellationToken cancellationToken)
    {
        var booking = (await bookings.FindAsync(bookingId, cancellationToken))!;
        // A request that was dropped is told why once more when it is repeated.
        if (booking.Status is BookingStatus.Holding or BookingStatus.Dropped)
            return await HoldAsync(booking, cancellationToken);
        if (booking.Ask is { } ask)
            await EndAsync(booking, ask, cancellationToken);
        return null;
    }

    private async Task<Error?> HoldAsync(Booking booking, CancellationToken cancellationToken)
    {
        var held = await wallet.HoldAsync(booking.HoldReference, booking.MenteeId, booking.Price, booking.HoldExpiresAt, cancellationToken);
        if (held.IsSuccess)
            await sender.SendAsync(new MarkHeldCommand(booking.Id), cancellationToken);
        else if (booking.Status == BookingStatus.Holding)
            await sender.SendAsync(new DropBookingCommand(booking.Id), cancellationToken);
        return held.Error;
    }

    private async Task EndAsync(Booking booking, WalletAsk ask, CancellationToken cancellationToken)
    {
        var charge = booking.Charge!.Value;
        var split = (await pricing.AgreedAsync(booking.Id, cancellationToken)).Split(charge);
        var error = ask == WalletAsk.Release
            ? (await wallet.ReleaseAsync(booking.HoldReference, cancellationToken)).Error
            : (await wallet.CaptureAsync(
                booking.HoldReference,
                booking.AskReference,
                charge,
                [PaymentLine.Payee(booking.MentorId, split.MentorEarns), PaymentLine.Commission(split.Commission), PaymentLine.Gst(split.Gst)],
                cancellationToken)).Error;
        if (error is null)
        {
            await sender.SendAsync(new MarkSettledCommand(booking.Id, ask, split.MentorEarns), cancellationToken);
            return;
        }

        Refused(booking.AskReference, error.Code);
        await sender.SendAsync(new PutOffAskCommand(booking.Id, ask, booking.Refusals), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The wallet refused {Reference} with {Code}; it is asked again in an hour")]
    private partial void Refused(string reference, string code);
}
