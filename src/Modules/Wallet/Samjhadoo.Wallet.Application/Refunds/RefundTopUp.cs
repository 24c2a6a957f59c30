using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Audit;
using Samjhadoo.Wallet.Domain.Ledger;
using Samjhadoo.Wallet.Domain.Refunds;
using Samjhadoo.Wallet.Domain.TopUps;

namespace Samjhadoo.Wallet.Application.Refunds;

/// <summary>Gives money of a top-up that is still in the wallet back to where it came from: all that is left, or a part.</summary>
internal sealed record RefundTopUpCommand(Money? Amount = null, string? Reason = null) : ICommand<RefundResponse>
{
    [JsonIgnore]
    public long TopUpId { get; init; }

    /// <summary>True when an admin asks, who may do it for anybody.</summary>
    [JsonIgnore]
    public bool ForAnybody { get; init; }
}

/// <param name="Cause">Why it goes back.</param>
/// <param name="Failure">Why it could not, as the gateway calls it; the money is back in the wallet then.</param>
internal sealed record RefundResponse(
    long Id, long TopUpId, RefundStatus Status, RefundCause Cause, Money Amount, string Currency, string? Failure, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt)
{
    public static RefundResponse Of(Refund refund) => new(
        refund.Id, refund.TopUpId, refund.Status, refund.Cause, refund.Amount, Money.Currency, refund.Failure, refund.CreatedAt, refund.CompletedAt);
}

internal sealed class RefundTopUpValidator : AbstractValidator<RefundTopUpCommand>
{
    public RefundTopUpValidator()
    {
        RuleFor(command => command.Amount!.Value).GreaterThanOrEqualTo(Money.FromPaise(1)).LessThanOrEqualTo(Money.Rupees(500_000))
            .When(command => command.Amount is not null).OverridePropertyName(nameof(RefundTopUpCommand.Amount));
        RuleFor(command => command.Reason).Length(3, 200).When(command => command.Reason is not null);
    }
}

internal sealed class RefundTopUpHandler(
    ITopUpRepository topUps, IRefundRepository refunds, ILedger ledger, IAuditLog audit, ICurrentUser caller, IRequestInfo request, IRequestKey key, TimeProvider time)
    : ICommandHandler<RefundTopUpCommand, RefundResponse>
{
    public async Task<Result<RefundResponse>> Handle(RefundTopUpCommand command, CancellationToken cancellationToken)
    {
        if (await topUps.LockAsync(command.TopUpId, cancellationToken) is not { } topUp || (topUp.UserId != caller.Id && !command.ForAnybody))
            return PaymentErrors.TopUpNotFound;
        if (topUp.Status != TopUpStatus.Paid)
            return PaymentErrors.NotRefundable;
        var amount = command.Amount ?? topUp.Refundable;
        if (amount > topUp.Refundable || !amount.IsPositive)
            return PaymentErrors.RefundTooHigh.With("available", topUp.Refundable);

        var posting = Posting.TopUpRefund(
            await ledger.NextTransactionIdAsync(cancellationToken), topUp.UserId, amount, $"{topUp.Id}:{key.Reference}") with
        {
            ActorId = caller.Id,
            RequestId = request.RequestId,
            StopsAtFreeze = !command.ForAnybody,
        };
        var receipt = await ledger.PostAsync(posting, WalletEvent.Of(posting), key: null, cancellationToken);
        if (receipt.IsFailure)
            return receipt.Error;

        topUp.Refund(amount);
        var refund = new Refund(topUp, amount, key.Reference, receipt.Value.TransactionId, caller.Id, command.Reason, time.GetUtcNow());
        refunds.Add(refund);
        if (command.ForAnybody)
            audit.Add(AuditAction.TopUpRefunded, topUp.UserId, $"refund:{refund.Id}");
        return RefundResponse.Of(refund);
    }
}
