using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Reviews;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Reviews;

/// <summary>Somebody finds that a review should not stand; an admin decides.</summary>
internal sealed record ReportReviewCommand(string Reason) : ICommand<Done>
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class ReportReviewValidator : AbstractValidator<ReportReviewCommand>
{
    public ReportReviewValidator() => RuleFor(command => command.Reason).NotEmpty().MaximumLength(Review.ReasonLength);
}

internal sealed class ReportReviewHandler(IReviews reviews, IUserReplica users, ICurrentUser caller, TimeProvider time) : ICommandHandler<ReportReviewCommand, Done>
{
    public async Task<Result<Done>> Handle(ReportReviewCommand command, CancellationToken cancellationToken)
    {
        if (await reviews.LockAsync(command.Id, cancellationToken) is not { HiddenAt: null } review || !await users.EnsureAsync(caller.Id, cancellationToken))
            return ReviewErrors.NotFound;
        reviews.Add(new ReviewReport(review.Id, caller.Id, command.Reason, time.GetUtcNow()));
        return Done.Value;
    }
}
