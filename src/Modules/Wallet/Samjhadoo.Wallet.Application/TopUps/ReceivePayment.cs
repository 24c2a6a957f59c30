using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Contracts.Events;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Ledger;
using Samjhadoo.Wallet.Domain.Refunds;
using Samjhadoo.Wallet.Domain.TopUps;

namespace Samjhadoo.Wallet.Application.TopUps;

/// <summary>
/// What the gateway says of one payment of an order, by webhook or because the sweep asked: credits it or gives it back, once,
/// whoever comes first.
/// </summary>
internal sealed record ReceivePaymentCommand(string Gateway, string OrderId, GatewayPayment Payment) : ICommand<PaymentOutcome>;

internal enum PaymentOutcome
{
    /// <summary>In the wallet.</summary>
    Credited,

    /// <summary>On its way back to the payer.</summary>
    GivenBack,

    /// <summary>It was known.</summary>
    Repeated,

    /// <summary>No money has moved at the gateway.</summary>
    Noted,
}

internal sealed class ReceivePaymentHandler(ITopUpRepository topUps, IRefundRepository refunds, ILedger ledger, IOutbox outbox, TimeProvider time)
    : ICommandHandler<ReceivePaymentCommand, PaymentOutcome>
{
    public async Task<Result<PaymentOutcome>> Handle(ReceivePaymentCommand command, CancellationToken cancellationToken)
    {
        if (await topUps.LockByOrderAsync(command.Gateway, command.OrderId, cancellationToken) is not { } topUp)
            return PaymentErrors.TopUpNotFound;
        var payment = command.Payment;
        if (payment.State == GatewayState.Failed)
            topUp.AttemptFailed(payment.Failure ?? "unknown");
        if (payment.State != GatewayState.Succeeded)
            return PaymentOutcome.Noted;
        if (await topUps.HasPaymentAsync(command.Gateway, payment.Id, cancellationToken))
            return PaymentOutcome.Repeated;

        var now = time.GetUtcNow();
        var objection = payment.Currency == Money.Currency ? topUp.Objection(payment.Amount) : RefundCause.AmountMismatch;
        objection ??= await CreditAsync(topUp, payment, now, cancellationToken);
        topUps.Add(new Payment(topUp, payment.Id, payment.Amount, credited: objection is null, now));
        if (objection is not { } cause)
            return PaymentOutcome.Credited;

        refunds.Add(new Refund(topUp, payment.Id, payment.Amount, cause, now));
        return PaymentOutcome.GivenBack;
    }

    private async Task<RefundCause?> CreditAsync(TopUp topUp, GatewayPayment payment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var posting = Posting.TopUp(await ledger.NextTransactionIdAsync(cancellationToken), topUp.UserId, topUp.Amount, $"top_up:{topUp.Id}");
        var receipt = await ledger.PostAsync(posting, WalletEvent.Of(posting), key: null, cancellationToken);
        // A wallet that is frozen or full takes nothing; the payer gets the money back.
        if (receipt.IsFailure)
            return RefundCause.NotCreditable;

        topUp.Credited(payment.Id, receipt.Value.TransactionId, now);
        outbox.Add(topUp, new TopUpSucceeded(topUp.UserId, topUp.Id, receipt.Value.TransactionId, topUp.Amount.Amount, Money.Currency));
        outbox.Add(topUp, new NotificationRequested(
            topUp.UserId, "wallet.top_up_succeeded", new Dictionary<string, string> { ["amount"] = topUp.Amount.ToString() }, $"/wallet/top-ups/{topUp.Id}"));
        return null;
    }
}
