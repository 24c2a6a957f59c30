using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Mentoring.Application.Bookings;
using Samjhadoo.Mentoring.Application.Calendar;
using Samjhadoo.Mentoring.Application.Reviews;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Calendar;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Mentoring.Domain.PromoCodes;
using Samjhadoo.Mentoring.Domain.Reviews;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;
using Samjhadoo.Wallet.Contracts;

namespace Samjhadoo.Mentoring.Infrastructure.Endpoints;

internal static class BookingEndpoints
{
    public static void MapBookings(this IEndpointRouteBuilder api)
    {
        var bookings = api.MapGroup("/bookings").WithTags("Bookings").RequireAuthorization(Policies.Authenticated);

        bookings.MapGet("", (string? side, string? status, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new ListBookingsQuery(side, status, page), ct).ToOk())
            .WithName("listBookings").WithSummary("Your bookings as mentee and as mentor, latest start first");
        bookings.MapPost("", (RequestBookingFlow flow, ISender sender, CancellationToken ct) =>
                sender.SendAsync(flow, ct).ToCreated(booking => $"/api/v1/bookings/{booking.Id}"))
            .WithName("requestBooking").WithSummary("Ask a mentor for a session at a quoted price, which is held in your wallet").RequiresIdempotencyKey()
            .Refuses(
                PricingErrors.QuoteExpired, BookingErrors.QuoteUsed, BookingErrors.SlotTaken, BookingErrors.SlotUnavailable, BookingErrors.MentorUnavailable,
                PromoCodeErrors.Invalid, PromoCodeErrors.UsedUp,
                new Error(WalletErrorCodes.InsufficientFunds, ErrorKind.Rule), new Error(WalletErrorCodes.Frozen, ErrorKind.Rule));
        bookings.MapGet("/counts", (ISender sender, CancellationToken ct) => sender.SendAsync(new CountSessionsQuery(), ct).ToOk())
            .WithName("countSessions").WithSummary("How many sessions you have had and have ahead");
        bookings.MapGet("/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetBookingQuery(id), ct).ToOk())
            .WithName("getBooking").WithSummary("A booking of yours with its price explained and its notes").Refuses(BookingErrors.NotFound);

        bookings.MapPost("/{id:long}/accept", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new AcceptBookingCommand(id), ct).ToOk())
            .WithName("acceptBooking").WithSummary("Accept a request, as its mentor")
            .Refuses(BookingErrors.NotFound, BookingErrors.NotYours, BookingErrors.WrongStatus, BookingErrors.TooLate);
        bookings.MapPost("/{id:long}/decline", (long id, DeclineBookingFlow flow, ISender sender, CancellationToken ct) =>
                sender.SendAsync(flow with { Id = id }, ct).ToOk())
            .WithName("declineBooking").WithSummary("Decline a request, as its mentor; all money goes back").RequiresIdempotencyKey()
            .Refuses(BookingErrors.NotFound, BookingErrors.NotYours, BookingErrors.WrongStatus);
        bookings.MapGet("/{id:long}/cancellation-preview", (long id, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new PreviewCancellationQuery(id), ct).ToOk())
            .WithName("previewCancellation").WithSummary("What cancelling now would give back and cost")
            .Refuses(BookingErrors.NotFound, BookingErrors.WrongStatus, BookingErrors.TooLate);
        bookings.MapPost("/{id:long}/cancel", (long id, CancelBookingFlow flow, ISender sender, CancellationToken ct) =>
                sender.SendAsync(flow with { Id = id }, ct).ToOk())
            .WithName("cancelBooking").WithSummary("Call a booking off; the preview says what it costs").RequiresIdempotencyKey()
            .Refuses(BookingErrors.NotFound, BookingErrors.WrongStatus, BookingErrors.TooLate);
        bookings.MapPost("/{id:long}/reschedule", (long id, RescheduleBookingCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { Id = id }, ct).ToOk())
            .WithName("rescheduleBooking").WithSummary("Move a booking to another time of the same length, at the price agreed; the mentor accepts again")
            .Refuses(
                BookingErrors.NotFound, BookingErrors.NotYours, BookingErrors.WrongStatus, BookingErrors.TooLate, BookingErrors.RescheduledTooOften,
                BookingErrors.SlotTaken, BookingErrors.SlotUnavailable, BookingErrors.MentorUnavailable);
        bookings.MapPost("/{id:long}/complete", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new CompleteBookingFlow(id), ct).ToOk())
            .WithName("completeBooking").WithSummary("Say that the session took place: after its end one word is enough, before it both are needed")
            .RequiresIdempotencyKey().Refuses(BookingErrors.NotFound, BookingErrors.WrongStatus);
        bookings.MapPost("/{id:long}/no-show", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new ReportNoShowFlow(id), ct).ToOk())
            .WithName("reportNoShow").WithSummary("Say that the other side did not come").RequiresIdempotencyKey()
            .Refuses(BookingErrors.NotFound, BookingErrors.WrongStatus, BookingErrors.TooEarly);

        bookings.MapPut("/{id:long}/meeting-link", (long id, SetMeetingLinkCommand command, IfMatch ifMatch, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { Id = id, ExpectedVersion = ifMatch.Version }, ct).ToOk())
            .WithName("setMeetingLink").WithSummary("Say where to meet, as the mentor")
            .Refuses(BookingErrors.NotFound, BookingErrors.NotYours, BookingErrors.WrongStatus, BookingErrors.MeetingHostRefused, RequestErrors.PreconditionFailed);
        bookings.MapPut("/{id:long}/private-note", (long id, WriteNoteCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { Id = id, Kind = NoteKind.Private }, ct).ToNoContent())
            .WithName("writePrivateNote").WithSummary("Write down what only you will read").Refuses(BookingErrors.NotFound);
        bookings.MapPut("/{id:long}/session-note", (long id, WriteNoteCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { Id = id, Kind = NoteKind.Session }, ct).ToNoContent())
            .WithName("writeSessionNote").WithSummary("Write down what both of you will read").Refuses(BookingErrors.NotFound);
        bookings.MapGet("/{id:long}/ics", async (long id, ISender sender, CancellationToken ct) => new CalendarOutcome(await sender.SendAsync(new GetBookingCalendarQuery(id), ct)))
            .WithName("getBookingCalendar").WithSummary("A booking of yours as a calendar file").Refuses(BookingErrors.NotFound);
        bookings.MapPost("/{id:long}/review", (long id, PostReviewCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { BookingId = id }, ct).ToCreated(review => $"/api/v1/mentors/{review.MentorId}/reviews"))
            .WithName("postReview").WithSummary("Review a completed session, as its mentee, once")
            .Refuses(BookingErrors.NotFound, ReviewErrors.NotReviewable, ReviewErrors.AlreadyReviewed);
    }

    public static void MapReviews(this IEndpointRouteBuilder api)
    {
        api.MapGet("/mentors/{id:long}/reviews", (long id, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new ListMentorReviewsQuery(id, page), ct).ToOk())
            .WithTags("Reviews").RequireAuthorization(Policies.Authenticated)
            .WithName("listMentorReviews").WithSummary("What mentees say of a mentor, newest first");

        var reviews = api.MapGroup("/reviews").WithTags("Reviews").RequireAuthorization(Policies.Authenticated);
        reviews.MapPut("/{id:long}/reply", (long id, ReplyToReviewCommand command, IfMatch ifMatch, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { Id = id, ExpectedVersion = ifMatch.Version }, ct).ToOk())
            .WithName("replyToReview").WithSummary("Answer below a review of you").Refuses(ReviewErrors.NotFound, RequestErrors.PreconditionFailed);
        reviews.MapPost("/{id:long}/report", (long id, ReportReviewCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { Id = id }, ct).ToNoContent())
            .WithName("reportReview").WithSummary("Tell the admins that a review should not stand").Refuses(ReviewErrors.NotFound, ReviewErrors.AlreadyReported);

        var moderation = api.MapGroup("/admin/reviews").WithTags("Administration").RequireAuthorization(Policies.Admin);
        moderation.MapGet("/reported", ([AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new ListReportedReviewsQuery(page), ct).ToOk())
            .WithName("listReportedReviews").WithSummary("Reports that nobody has decided about, newest first");
        moderation.MapPost("/{id:long}/moderate", (long id, ModerateReviewCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { Id = id }, ct).ToOk())
            .WithName("moderateReview").WithSummary("Hide a review or let it stand").Refuses(ReviewErrors.NotFound);
    }

    public static void MapCalendar(this IEndpointRouteBuilder api)
    {
        var calendar = api.MapGroup("/calendar").WithTags("Calendar").RequireAuthorization(Policies.Authenticated);

        calendar.MapPost("/feed", (ISender sender, CancellationToken ct) => sender.SendAsync(new IssueCalendarFeedCommand(), ct).ToOk())
            .WithName("issueCalendarFeed").WithSummary("A private address your calendar program can read; an earlier one ends").IgnoresIdempotencyKey();
        calendar.MapDelete("/feed", (ISender sender, CancellationToken ct) => sender.SendAsync(new RevokeCalendarFeedCommand(), ct).ToNoContent())
            .WithName("revokeCalendarFeed").WithSummary("End your private calendar address");
        calendar.MapGet("/{secret}.ics", async (string secret, ISender sender, CancellationToken ct) => new CalendarOutcome(await sender.SendAsync(new GetCalendarFeedQuery(secret), ct)))
            .AllowAnonymous().WithName("getCalendarFeed").WithSummary("The calendar behind a private address").Refuses(CalendarErrors.FeedNotFound);
    }
}
