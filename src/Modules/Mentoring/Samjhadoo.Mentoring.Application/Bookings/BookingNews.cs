using System.Globalization;
using Samjhadoo.Mentoring.Contracts.Events;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>Tells other modules and both people what happened to a booking, in the transaction in which it happens.</summary>
internal sealed class BookingNews(IOutbox outbox, IPeople people)
{
    public Task TellRequestedAsync(Booking booking, CancellationToken cancellationToken) => TellAsync(
        booking,
        new BookingRequested(
            booking.Id, booking.MentorId, booking.MenteeId, booking.StartAt, booking.EndAt, booking.Price.Amount, Words.Of(booking.Urgency)),
        "booking.requested",
        cancellationToken);

    public Task TellAcceptedAsync(Booking booking, CancellationToken cancellationToken) => TellAsync(
        booking, new BookingAccepted(booking.Id, booking.MentorId, booking.MenteeId, booking.StartAt, booking.EndAt), "booking.accepted", cancellationToken);

    public Task TellRescheduledAsync(Booking booking, CancellationToken cancellationToken) => TellAsync(
        booking,
        new BookingRescheduled(booking.Id, booking.MentorId, booking.MenteeId, booking.StartAt, booking.EndAt),
        "booking.rescheduled",
        cancellationToken);

    public Task TellEndAsync(Booking booking, CancellationToken cancellationToken)
    {
        var by = Words.Of(booking.ClosedBy!.Value);
        var charge = booking.Charge!.Value.Amount;
        return booking.Status switch
        {
            BookingStatus.Declined =>
                TellAsync(booking, new BookingDeclined(booking.Id, booking.MentorId, booking.MenteeId), "booking.declined", cancellationToken),
            BookingStatus.Expired =>
                TellAsync(booking, new BookingExpired(booking.Id, booking.MentorId, booking.MenteeId), "booking.expired", cancellationToken),
            BookingStatus.Cancelled =>
                TellAsync(booking, new BookingCancelled(booking.Id, booking.MentorId, booking.MenteeId, by, charge), "booking.cancelled", cancellationToken),
            BookingStatus.NoShow =>
                TellAsync(booking, new BookingNoShow(booking.Id, booking.MentorId, booking.MenteeId, by, charge), "booking.no_show", cancellationToken),
            BookingStatus.Completed => TellAsync(
                booking,
                new BookingCompleted(booking.Id, booking.MentorId, booking.MenteeId, booking.StartAt, (int)booking.Length.TotalMinutes, charge),
                "booking.completed",
                cancellationToken),
            _ => Task.CompletedTask,
        };
    }

    private async Task TellAsync(Booking booking, IIntegrationEvent happened, string notice, CancellationToken cancellationToken)
    {
        outbox.Add(booking, happened);
        await NotifyAsync(booking, booking.MenteeId, booking.MentorId, notice, cancellationToken);
        await NotifyAsync(booking, booking.MentorId, booking.MenteeId, notice, cancellationToken);
    }

    private async Task NotifyAsync(Booking booking, long userId, long otherId, string notice, CancellationToken cancellationToken)
    {
        var other = await people.FindAsync(otherId, cancellationToken);
        outbox.Add(booking, new NotificationRequested(
            userId,
            notice,
            new Dictionary<string, string>
            {
                ["name"] = other?.Name ?? "",
                ["startAt"] = booking.StartAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["minutes"] = booking.Length.TotalMinutes.ToString(CultureInfo.InvariantCulture),
            },
            $"/bookings/{booking.Id}"));
    }
}
