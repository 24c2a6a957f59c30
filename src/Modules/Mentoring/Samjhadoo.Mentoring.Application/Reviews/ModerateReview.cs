using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Contracts.Events;
using Samjhadoo.Mentoring.Domain.Reviews;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Reviews;

/// <summary>An admin decides about a review: hidden it is neither shown nor counted. Either way its reports are dealt with.</summary>
internal sealed record ModerateReviewCommand(bool Hide, string Reason) : ICommand<ReviewResponse>
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class ModerateReviewValidator : AbstractValidator<ModerateReviewCommand>
{
    public ModerateReviewValidator() => RuleFor(command => command.Reason).NotEmpty().MaximumLength(Review.ReasonLength);
}

internal sealed class ModerateReviewHandler(IReviews reviews, IOutbox outbox, TimeProvider time) : ICommandHandler<ModerateReviewCommand, ReviewResponse>
{
    public async Task<Result<ReviewResponse>> Handle(ModerateReviewCommand command, CancellationToken cancellationToken)
    {
        if (await reviews.LockAsync(command.Id, cancellationToken) is not { } review)
            return ReviewErrors.NotFound;
        var now = time.GetUtcNow();
        if (command.Hide)
            review.Hide(command.Reason, now);
        else
            review.Show();
        foreach (var report in await reviews.OpenReportsAsync(review.Id, cancellationToken))
            report.Resolve(now);
        outbox.Add(review, new ReviewChanged(review.Id, review.MentorId, review.MenteeId, review.Rating, IsVisible: !command.Hide));
        return ReviewResponse.Of(review);
    }
}
