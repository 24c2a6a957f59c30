using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Verification;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Verification;

/// <summary>Rejects a request; the mentor reads the reason and may ask again.</summary>
internal sealed record RejectVerificationCommand(string Reason) : ICommand<VerificationResponse>
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class RejectVerificationValidator : AbstractValidator<RejectVerificationCommand>
{
    public RejectVerificationValidator() => RuleFor(command => command.Reason).NotEmpty().MaximumLength(VerificationRequest.ReasonLength);
}

internal sealed class RejectVerificationHandler(VerificationDecisions decisions) : ICommandHandler<RejectVerificationCommand, VerificationResponse>
{
    public Task<Result<VerificationResponse>> Handle(RejectVerificationCommand command, CancellationToken cancellationToken) =>
        decisions.DecideAsync(command.Id, approve: false, command.Reason, cancellationToken);
}
