using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Adjustments;
using Samjhadoo.Wallet.Domain.Audit;

namespace Samjhadoo.Wallet.Application.Adjustments;

/// <summary>The second admin agrees, and the money moves. Saying so again changes nothing.</summary>
internal sealed record ApproveAdjustmentCommand(long Id) : ICommand<AdjustmentResponse>;

internal sealed class ApproveAdjustmentHandler(IAdjustmentRepository adjustments, AdjustmentDesk desk, IAuditLog audit, ICurrentUser caller)
    : ICommandHandler<ApproveAdjustmentCommand, AdjustmentResponse>
{
    public async Task<Result<AdjustmentResponse>> Handle(ApproveAdjustmentCommand command, CancellationToken cancellationToken)
    {
        if (await adjustments.LockAsync(command.Id, cancellationToken) is not { } adjustment)
            return WalletErrors.AdjustmentNotFound;
        if (adjustment.Status == AdjustmentStatus.Posted && adjustment.DecidedBy == caller.Id)
            return AdjustmentResponse.Of(adjustment);
        if (adjustment.ObjectionTo(caller.Id) is { } objection)
            return objection;
        audit.Add(AuditAction.AdjustmentApproved, adjustment.UserId, adjustment.Reference);
        return await desk.PostAsync(adjustment, caller.Id, cancellationToken);
    }
}
