using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Reviews;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Reviews;

/// <summary>The mentor answers below a review of his; null takes the answer back.</summary>
internal sealed record ReplyToReviewCommand(string? Text) : ICommand<ReviewResponse>
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public int? ExpectedVersion { get; init; }
}

internal sealed class ReplyToReviewValidator : AbstractValidator<ReplyToReviewCommand>
{
    public ReplyToReviewValidator() => RuleFor(command => command.Text).NotEmpty().MaximumLength(Review.TextLength).When(command => command.Text is not null);
}

internal sealed class ReplyToReviewHandler(IReviews reviews, ICurrentUser caller, TimeProvider time) : ICommandHandler<ReplyToReviewCommand, ReviewResponse>
{
    public async Task<Result<ReviewResponse>> Handle(ReplyToReviewCommand command, CancellationToken cancellationToken)
    {
        if (await reviews.LockAsync(command.Id, cancellationToken) is not { HiddenAt: null } review || review.MentorId != caller.Id)
            return ReviewErrors.NotFound;
        if (review.OutOfDate(command.ExpectedVersion) is { } outOfDate)
            return outOfDate;
        review.Answer(command.Text?.Trim(), time.GetUtcNow());
        return ReviewResponse.Of(review);
    }
}
