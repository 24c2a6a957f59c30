using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Contracts.Events;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Ledger;
using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>
/// What the gateway says of a payout, by webhook (then it is known by the gateway's id, or by our key) or because it was asked
/// (then the id is ours). Paid settles it; failed, even after it was paid, brings the money back.
/// </summary>
internal sealed record SettlePayoutCommand(string Gateway, long? Id, string? Key, GatewayPayout Payout) : ICommand<Done>;

internal sealed class SettlePayoutHandler(IPayoutRepository payouts, ILedger ledger, IOutbox outbox, TimeProvider time)
    : ICommandHandler<SettlePayoutCommand, Done>
{
    public async Task<Result<Done>> Handle(SettlePayoutCommand command, CancellationToken cancellationToken)
    {
        var payout = command.Id is { } id
            ? await payouts.LockAsync(id, cancellationToken)
            : await payouts.LockByGatewayAsync(command.Gateway, command.Payout.Id, command.Key, cancellationToken);
        if (payout is null)
            return PaymentErrors.PayoutNotFound;

        var now = time.GetUtcNow();
        if (command.Payout.Id.Length > 0)
            payout.Sent(command.Payout.Id, now);
        return command.Payout.State switch
        {
            GatewayState.Succeeded => await PaidAsync(payout, command.Payout.Utr, now, cancellationToken),
            GatewayState.Failed => await FailedAsync(payout, command.Payout.Failure ?? "unknown", now, cancellationToken),
            _ => Done.Value,
        };
    }

    private async Task<Result<Done>> PaidAsync(Payout payout, string? utr, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!payout.Pay(utr, now))
            return Done.Value;
        var posting = Posting.PayoutSettled(await ledger.NextTransactionIdAsync(cancellationToken), payout.Amount, $"payout:{payout.Id}", payout.Tds);
        var receipt = await ledger.PostAsync(posting, [], key: null, cancellationToken);
        if (receipt.IsFailure)
            return receipt.Error;
        outbox.Add(payout, new PayoutPaid(payout.UserId, payout.Id, payout.Amount.Amount, payout.Tds.Amount, Money.Currency, payout.Utr));
        Notify(payout, "wallet.payout_paid", []);
        return Done.Value;
    }

    private async Task<Result<Done>> FailedAsync(Payout payout, string failure, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wasPaid = payout.Status == PayoutStatus.Paid;
        if (!payout.Fail(failure, now))
            return Done.Value;
        var id = await ledger.NextTransactionIdAsync(cancellationToken);
        var posting = wasPaid
            ? Posting.PayoutReturned(id, payout.UserId, payout.Amount, $"payout:{payout.Id}", payout.Tds)
            : Posting.PayoutReversed(id, payout.UserId, payout.Amount, $"payout:{payout.Id}", payout.TransactionId);
        var receipt = await ledger.PostAsync(posting, WalletEvent.Of(posting), key: null, cancellationToken);
        if (receipt.IsFailure)
            return receipt.Error;
        outbox.Add(payout, new PayoutFailed(payout.UserId, payout.Id, receipt.Value.TransactionId, payout.Amount.Amount, Money.Currency, failure));
        Notify(payout, "wallet.payout_failed", new() { ["reason"] = failure });
        return Done.Value;
    }

    private void Notify(Payout payout, string type, Dictionary<string, string> arguments)
    {
        arguments["amount"] = payout.Amount.ToString();
        outbox.Add(payout, new NotificationRequested(payout.UserId, type, arguments, $"/wallet/payouts/{payout.Id}"));
    }
}
