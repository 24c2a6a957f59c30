using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>A booking as the answer to what was done with it; its page has names, lines and notes too.</summary>
internal sealed record BookingResponse(
    long Id,
    long MentorId,
    long MenteeId,
    string Status,
    string Urgency,
    DateTimeOffset StartAt,
    DateTimeOffset EndAt,
    Money Price,
    Money? Charge,
    string Currency,
    DateTimeOffset AnswerBy,
    string? MeetingLink,
    DateTimeOffset? MenteeDoneAt,
    DateTimeOffset? MentorDoneAt,
    int Version,
    DateTimeOffset CreatedAt) : IVersioned
{
    public static BookingResponse Of(Booking booking) => new(
        booking.Id,
        booking.MentorId,
        booking.MenteeId,
        Words.Of(booking.Status),
        Words.Of(booking.Urgency),
        booking.StartAt,
        booking.EndAt,
        booking.Price,
        booking.Charge,
        Money.Currency,
        booking.AnswerBy,
        booking.MeetingLink,
        booking.MenteeDoneAt,
        booking.MentorDoneAt,
        booking.Version,
        booking.CreatedAt);
}
