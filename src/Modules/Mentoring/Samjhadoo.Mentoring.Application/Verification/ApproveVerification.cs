using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Verification;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Verification;

/// <summary>Approves a request: the mentor is verified from now on.</summary>
internal sealed record ApproveVerificationCommand(string? Reason = null) : ICommand<VerificationResponse>
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class ApproveVerificationValidator : AbstractValidator<ApproveVerificationCommand>
{
    public ApproveVerificationValidator() => RuleFor(command => command.Reason).NotEmpty().MaximumLength(VerificationRequest.ReasonLength).When(command => command.Reason is not null);
}

internal sealed class ApproveVerificationHandler(VerificationDecisions decisions) : ICommandHandler<ApproveVerificationCommand, VerificationResponse>
{
    public Task<Result<VerificationResponse>> Handle(ApproveVerificationCommand command, CancellationToken cancellationToken) =>
        decisions.DecideAsync(command.Id, approve: true, command.Reason, cancellationToken);
}
