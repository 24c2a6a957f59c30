using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Mentoring.Domain.PromoCodes;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>Takes the slot for a quote of the caller's; the reference makes it repeatable.</summary>
internal sealed record OpenBookingCommand(long QuoteId, DateTimeOffset StartAt, Urgency Urgency, string? Topic, string Reference) : ICommand<OpenedBooking>;

internal sealed record OpenedBooking(long Id);

internal sealed class OpenBookingHandler(
    IBookings bookings,
    BookableTimes times,
    IMentorRepository mentors,
    IPeople people,
    IPricing pricing,
    IPromoCodes promoCodes,
    ICurrentUser caller,
    TimeProvider time) : ICommandHandler<OpenBookingCommand, OpenedBooking>
{
    public async Task<Result<OpenedBooking>> Handle(OpenBookingCommand command, CancellationToken cancellationToken)
    {
        if (await bookings.FindByRequestAsync(command.Reference, cancellationToken) is { } earlier)
            return new OpenedBooking(earlier.Id);

        var now = time.GetUtcNow();
        if (await pricing.FindQuoteAsync(command.QuoteId, cancellationToken) is not { } quote || quote.MenteeId != caller.Id || !quote.IsValid(now))
            return PricingErrors.QuoteExpired;

        // The lock makes requests for one mentor wait for each other, so that his daily cap holds too.
        if (await mentors.LockAsync(quote.MentorId, cancellationToken) is not { PausedAt: null, RoleGrantedAt: not null }
            || await people.FindAsync(quote.MentorId, cancellationToken) is not { IsActive: true })
            return BookingErrors.MentorUnavailable;
        var length = TimeSpan.FromMinutes(quote.Price.Minutes);
        if (await times.FindAsync(quote.MentorId, command.StartAt, length, without: null, now, cancellationToken) is not { } booked)
            return BookingErrors.SlotUnavailable;

        var booking = new Booking(quote, booked, command.Urgency, command.Topic, command.Reference, now);
        bookings.Add(booking);
        pricing.Add(new PriceSnapshot(booking.Id, quote.Price, now));
        if (quote.PromoCodeId is { } promoCodeId && await RedeemAsync(promoCodeId, booking, now, cancellationToken) is { } refusal)
            return refusal;
        return new OpenedBooking(booking.Id);
    }

    private async Task<Error?> RedeemAsync(long promoCodeId, Booking booking, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var code = (await promoCodes.LockAsync(promoCodeId, cancellationToken))!;
        if (code.Refusal(await promoCodes.CountUsesAsync(code.Id, caller.Id, cancellationToken), now) is { } refusal)
            return refusal;
        code.Redeem();
        promoCodes.Add(new PromoRedemption(code.Id, caller.Id, booking.Id, now));
        return null;
    }
}
