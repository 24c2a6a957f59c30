using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Administration;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Domain.Adjustments;
using Samjhadoo.Wallet.Domain.Audit;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Application.Adjustments;

/// <summary>Section <c>Wallet:Adjustments</c>.</summary>
internal sealed record AdjustmentOptions
{
    /// <summary>Rupees; above them a second admin has to agree.</summary>
    public decimal ApprovalAbove { get; set; } = 1_000;
}

/// <summary>Takes adjustments of both kinds, and posts those that may be posted, in the command's transaction.</summary>
internal sealed class AdjustmentDesk(
    IAdjustmentRepository adjustments,
    AdminWallets wallets,
    ILedger ledger,
    IAuditLog audit,
    AdjustmentOptions options,
    ICurrentUser caller,
    IRequestInfo request,
    TimeProvider time)
{
    public async Task<Result<AdjustmentResponse>> TakeAsync(long userId, AdjustmentKind kind, Money amount, string reason, CancellationToken cancellationToken)
    {
        if (await wallets.ObjectionAsync(userId, cancellationToken) is { } objection)
            return objection;
        var adjustment = new Adjustment(userId, kind, amount, reason.Trim(), caller.Id, time.GetUtcNow());
        adjustments.Add(adjustment);
        audit.Add(AuditAction.AdjustmentProposed, userId, adjustment.Reference);
        return adjustment.NeedsFourEyes(Money.Rupees(options.ApprovalAbove))
            ? AdjustmentResponse.Of(adjustment)
            : await PostAsync(adjustment, approvedBy: null, cancellationToken);
    }

    /// <summary>Moves the money; a refusal of the ledger leaves the adjustment as it was.</summary>
    public async Task<Result<AdjustmentResponse>> PostAsync(Adjustment adjustment, long? approvedBy, CancellationToken cancellationToken)
    {
        var id = await ledger.NextTransactionIdAsync(cancellationToken);
        var posting = (adjustment.Kind == AdjustmentKind.PromoCredit
            ? Posting.Promotion(id, adjustment.UserId, adjustment.Amount, isPromo: true, adjustment.Reference)
            : Posting.Adjustment(id, adjustment.UserId, adjustment.Amount, isPromo: false, adjustment.Reference)) with
        {
            ActorId = caller.Id,
            RequestId = request.RequestId,
        };
        var receipt = await ledger.PostAsync(posting, WalletEvent.Of(posting), key: null, cancellationToken);
        if (receipt.IsFailure)
            return receipt.Error;
        adjustment.Post(receipt.Value.TransactionId, approvedBy, time.GetUtcNow());
        return AdjustmentResponse.Of(adjustment);
    }
}
