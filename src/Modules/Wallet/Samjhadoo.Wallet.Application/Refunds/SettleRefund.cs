using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Ledger;
using Samjhadoo.Wallet.Domain.Refunds;
using Samjhadoo.Wallet.Domain.TopUps;

namespace Samjhadoo.Wallet.Application.Refunds;

/// <summary>
/// What the gateway says of a refund, by webhook (then the id is the gateway's) or because it was asked (then it is ours). One
/// that failed returns what it took out of the wallet.
/// </summary>
internal sealed record SettleRefundCommand(string Gateway, long? Id, GatewayRefund Refund) : ICommand<Done>;

internal sealed class SettleRefundHandler(IRefundRepository refunds, ITopUpRepository topUps, ILedger ledger, IOutbox outbox, TimeProvider time)
    : ICommandHandler<SettleRefundCommand, Done>
{
    public async Task<Result<Done>> Handle(SettleRefundCommand command, CancellationToken cancellationToken)
    {
        var refund = command.Id is { } id
            ? await refunds.LockAsync(id, cancellationToken)
            : await refunds.LockByGatewayIdAsync(command.Gateway, command.Refund.Id, cancellationToken);
        if (refund is null)
            return PaymentErrors.TopUpNotFound;
        if (!refund.IsOpen)
            return Done.Value;

        var now = time.GetUtcNow();
        switch (command.Refund.State)
        {
            case GatewayState.Open:
                refund.Sent(command.Refund.Id, now);
                break;
            case GatewayState.Succeeded:
                refund.Sent(command.Refund.Id, now);
                refund.Complete(now);
                Tell(refund, "wallet.refund_completed");
                break;
            default:
                refund.Fail(command.Refund.Failure ?? "unknown", now);
                if (refund.TransactionId is { } transactionId)
                    return await ReturnAsync(refund, transactionId, cancellationToken);
                break;
        }

        return Done.Value;
    }

    private async Task<Result<Done>> ReturnAsync(Refund refund, long transactionId, CancellationToken cancellationToken)
    {
        var topUp = (await topUps.LockAsync(refund.TopUpId, cancellationToken))!;
        topUp.RefundFailed(refund.Amount);
        var posting = Posting.TopUpRefundReversed(
            await ledger.NextTransactionIdAsync(cancellationToken), refund.UserId, refund.Amount, $"refund:{refund.Id}:returned", transactionId);
        var receipt = await ledger.PostAsync(posting, WalletEvent.Of(posting), key: null, cancellationToken);
        if (receipt.IsFailure)
            return receipt.Error;
        Tell(refund, "wallet.refund_failed");
        return Done.Value;
    }

    private void Tell(Refund refund, string type)
    {
        if (refund.Cause == RefundCause.Requested)
            outbox.Add(refund, new NotificationRequested(
                refund.UserId, type, new Dictionary<string, string> { ["amount"] = refund.Amount.ToString() }, $"/wallet/top-ups/{refund.TopUpId}"));
    }
}
