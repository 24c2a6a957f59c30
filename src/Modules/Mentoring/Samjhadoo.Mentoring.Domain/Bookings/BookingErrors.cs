using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Bookings;

internal static class BookingErrors
{
    public static readonly Error NotFound = new("mentoring.booking_not_found", ErrorKind.NotFound);

    /// <summary>Somebody else has booked this mentor for that time.</summary>
    public static readonly Error SlotTaken = new("mentoring.slot_taken", ErrorKind.Conflict);

    /// <summary>The mentor does not offer that time: hours, notice, window or daily cap.</summary>
    public static readonly Error SlotUnavailable = new("mentoring.slot_unavailable", ErrorKind.Rule);

    public static readonly Error MentorUnavailable = new("mentoring.mentor_unavailable", ErrorKind.Rule);

    public static readonly Error SelfBooking = new("mentoring.self_booking", ErrorKind.Rule);

    /// <summary>The quote made for a booking already, or the booking has moved on; <c>status</c> says where it is.</summary>
    public static readonly Error WrongStatus = new("mentoring.booking_wrong_status", ErrorKind.Conflict);

    /// <summary>A quote is good for one booking.</summary>
    public static readonly Error QuoteUsed = new("mentoring.quote_used", ErrorKind.Conflict);

    /// <summary>The other side of the booking does this.</summary>
    public static readonly Error NotYours = new("mentoring.booking_other_side", ErrorKind.Rule);

    public static readonly Error TooEarly = new("mentoring.booking_too_early", ErrorKind.Rule);

    public static readonly Error TooLate = new("mentoring.booking_too_late", ErrorKind.Rule);

    public static readonly Error RescheduledTooOften = new("mentoring.rescheduled_too_often", ErrorKind.Rule);

    public static readonly Error MeetingHostRefused = new("mentoring.meeting_host_refused", ErrorKind.Rule);

    /// <summary>Bookings that are still open have to end before the account does.</summary>
    public static readonly Error OpenBookings = new("mentoring.open_bookings", ErrorKind.Conflict);
}
