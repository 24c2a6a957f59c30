using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Contracts.Events;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Reviews;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Reviews;

/// <summary>The mentee of a completed session says how it was, once.</summary>
internal sealed record PostReviewCommand(int Rating, string Text) : ICommand<ReviewResponse>
{
    [JsonIgnore]
    public long BookingId { get; init; }
}

internal sealed class PostReviewValidator : AbstractValidator<PostReviewCommand>
{
    public PostReviewValidator()
    {
        RuleFor(command => command.Rating).InclusiveBetween(1, 5);
        RuleFor(command => command.Text).NotEmpty().MaximumLength(Review.TextLength);
    }
}

internal sealed class PostReviewHandler(IBookings bookings, IReviews reviews, IOutbox outbox, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<PostReviewCommand, ReviewResponse>
{
    public async Task<Result<ReviewResponse>> Handle(PostReviewCommand command, CancellationToken cancellationToken)
    {
        if (await bookings.FindAsync(command.BookingId, cancellationToken) is not { } booking || booking.SideOf(caller.Id) is not { } side)
            return BookingErrors.NotFound;
        if (side != BookingSide.Mentee || booking.Status != BookingStatus.Completed)
            return ReviewErrors.NotReviewable;

        var review = new Review(booking.Id, booking.MentorId, booking.MenteeId, command.Rating, command.Text.Trim(), time.GetUtcNow());
        reviews.Add(review);
        outbox.Add(review, new ReviewChanged(review.Id, review.MentorId, review.MenteeId, review.Rating, IsVisible: true));
        outbox.Add(review, new NotificationRequested(
            review.MentorId, "review.posted", new Dictionary<string, string> { ["rating"] = $"{review.Rating}" }, $"/bookings/{booking.Id}"));
        return ReviewResponse.Of(review);
    }
}
