using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Mentoring.Contracts.Events;

/// <summary>A mentee asked for a session and the price is held. Ordered with the booking's other events.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="MentorId">The mentor's user id.</param>
/// <param name="MenteeId">The mentee's user id.</param>
/// <param name="StartAt">Start of the session.</param>
/// <param name="EndAt">End of the session.</param>
/// <param name="Price">Rupees held.</param>
/// <param name="Urgency">CASUAL, SOON or ASAP.</param>
[EventName("mentoring.booking_requested.v1")]
public sealed record BookingRequested(
    long BookingId, long MentorId, long MenteeId, DateTimeOffset StartAt, DateTimeOffset EndAt, decimal Price, string Urgency) : IIntegrationEvent;

/// <summary>The mentor accepted.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="MentorId">The mentor's user id.</param>
/// <param name="MenteeId">The mentee's user id.</param>
/// <param name="StartAt">Start of the session.</param>
/// <param name="EndAt">End of the session.</param>
[EventName("mentoring.booking_accepted.v1")]
public sealed record BookingAccepted(long BookingId, long MentorId, long MenteeId, DateTimeOffset StartAt, DateTimeOffset EndAt) : IIntegrationEvent;

/// <summary>The mentor declined; all money goes back.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="MentorId">The mentor's user id.</param>
/// <param name="MenteeId">The mentee's user id.</param>
[EventName("mentoring.booking_declined.v1")]
public sealed record BookingDeclined(long BookingId, long MentorId, long MenteeId) : IIntegrationEvent;

/// <summary>The mentor did not answer in time; all money goes back.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="MentorId">The mentor's user id.</param>
/// <param name="MenteeId">The mentee's user id.</param>
[EventName("mentoring.booking_expired.v1")]
public sealed record BookingExpired(long BookingId, long MentorId, long MenteeId) : IIntegrationEvent;

/// <summary>One of the two called it off.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="MentorId">The mentor's user id.</param>
/// <param name="MenteeId">The mentee's user id.</param>
/// <param name="CancelledBy">MENTEE or MENTOR.</param>
/// <param name="Charge">Rupees the mentee pays all the same, zero or more.</param>
[EventName("mentoring.booking_cancelled.v1")]
public sealed record BookingCancelled(long BookingId, long MentorId, long MenteeId, string CancelledBy, decimal Charge) : IIntegrationEvent;

/// <summary>The mentee moved it to another time; the mentor has to accept again.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="MentorId">The mentor's user id.</param>
/// <param name="MenteeId">The mentee's user id.</param>
/// <param name="StartAt">Start of the session now.</param>
/// <param name="EndAt">End of the session now.</param>
[EventName("mentoring.booking_rescheduled.v1")]
public sealed record BookingRescheduled(long BookingId, long MentorId, long MenteeId, DateTimeOffset StartAt, DateTimeOffset EndAt) : IIntegrationEvent;

/// <summary>The session took place.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="MentorId">The mentor's user id.</param>
/// <param name="MenteeId">The mentee's user id.</param>
/// <param name="StartAt">Start of the session.</param>
/// <param name="Minutes">Its length.</param>
/// <param name="Charge">Rupees the mentee paid.</param>
[EventName("mentoring.booking_completed.v1")]
public sealed record BookingCompleted(long BookingId, long MentorId, long MenteeId, DateTimeOffset StartAt, int Minutes, decimal Charge) : IIntegrationEvent;

/// <summary>One of the two did not come.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="MentorId">The mentor's user id.</param>
/// <param name="MenteeId">The mentee's user id.</param>
/// <param name="ReportedBy">MENTEE or MENTOR: the one who came.</param>
/// <param name="Charge">Rupees the mentee pays: the price, or zero when the mentor stayed away.</param>
[EventName("mentoring.booking_no_show.v1")]
public sealed record BookingNoShow(long BookingId, long MentorId, long MenteeId, string ReportedBy, decimal Charge) : IIntegrationEvent;

/// <summary>The visible reviews of a mentor changed: one was posted, hidden or shown again.</summary>
/// <param name="ReviewId">The review.</param>
/// <param name="MentorId">The mentor's user id.</param>
/// <param name="MenteeId">Who wrote it.</param>
/// <param name="Rating">1 to 5.</param>
/// <param name="IsVisible">False when it was hidden.</param>
[EventName("mentoring.review_changed.v1")]
public sealed record ReviewChanged(long ReviewId, long MentorId, long MenteeId, int Rating, bool IsVisible) : IIntegrationEvent;
