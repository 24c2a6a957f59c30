using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Administration;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Adjustments;
using Samjhadoo.Wallet.Domain.Audit;

namespace Samjhadoo.Wallet.Application.Adjustments;

/// <summary>The second admin says no. Saying so again changes nothing.</summary>
internal sealed record RejectAdjustmentCommand(string Reason) : ICommand<AdjustmentResponse>
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class RejectAdjustmentValidator : AbstractValidator<RejectAdjustmentCommand>
{
    public RejectAdjustmentValidator() => RuleFor(command => command.Reason).Reason();
}

internal sealed class RejectAdjustmentHandler(IAdjustmentRepository adjustments, IAuditLog audit, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<RejectAdjustmentCommand, AdjustmentResponse>
{
    public async Task<Result<AdjustmentResponse>> Handle(RejectAdjustmentCommand command, CancellationToken cancellationToken)
    {
        if (await adjustments.LockAsync(command.Id, cancellationToken) is not { } adjustment)
            return WalletErrors.AdjustmentNotFound;
        if (adjustment.Status == AdjustmentStatus.Rejected && adjustment.DecidedBy == caller.Id)
            return AdjustmentResponse.Of(adjustment);
        if (adjustment.ObjectionTo(caller.Id) is { } objection)
            return objection;
        adjustment.Reject(caller.Id, command.Reason.Trim(), time.GetUtcNow());
        audit.Add(AuditAction.AdjustmentRejected, adjustment.UserId, adjustment.Reference);
        return AdjustmentResponse.Of(adjustment);
    }
}
