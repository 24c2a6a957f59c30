using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.TopUps;

namespace Samjhadoo.Wallet.Domain.Refunds;

/// <summary>
/// Money on its way back to the payer. One that was asked for has left the wallet when it begins and returns there when the
/// gateway can't do it; one of a payment that was never credited touches no wallet.
/// </summary>
internal sealed class Refund : AggregateRoot
{
    private Refund()
    {
    }

    /// <summary>Gives back a payment that is not credited.</summary>
    public Refund(TopUp topUp, string paymentId, Money amount, RefundCause cause, DateTimeOffset now)
        : this(topUp, paymentId, amount, cause, $"payment:{paymentId}", now)
    {
    }

    /// <summary>Gives back what the caller asked for; the transaction has taken it out of the wallet.</summary>
    public Refund(TopUp topUp, Money amount, string reference, long transactionId, long requestedBy, string? reason, DateTimeOffset now)
        : this(topUp, topUp.PaymentId!, amount, RefundCause.Requested, reference, now)
    {
        TransactionId = transactionId;
        RequestedBy = requestedBy;
        Reason = reason;
    }

    private Refund(TopUp topUp, string paymentId, Money amount, RefundCause cause, string reference, DateTimeOffset now)
    {
        TopUpId = topUp.Id;
        UserId = topUp.UserId;
        Gateway = topUp.Gateway;
        PaymentId = paymentId;
        Amount = amount;
        Cause = cause;
        Reference = reference;
        CreatedAt = now;
        DueAt = now;
    }

    public long TopUpId { get; private set; }

    public long UserId { get; private set; }

    public string Gateway { get; private set; } = "";

    public string PaymentId { get; private set; } = "";

    public Money Amount { get; private set; }

    public RefundCause Cause { get; private set; }

    public RefundStatus Status { get; private set; } = RefundStatus.Pending;

    /// <summary>Names what it is for: a request, or the payment. One refund for each.</summary>
    public string Reference { get; private set; } = "";

    public string? GatewayRefundId { get; private set; }

    /// <summary>The posting that took it out of the wallet.</summary>
    public long? TransactionId { get; private set; }

    public long? RequestedBy { get; private set; }

    public string? Reason { get; private set; }

    public string? Failure { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>When the gateway is asked next, to do it or what became of it.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    public int Attempts { get; private set; }

    public bool IsOpen => Status is RefundStatus.Pending or RefundStatus.Sent;

    /// <summary>The same at every repetition; the gateway knows the refund by it. One that failed there needs another.</summary>
    public string Key => Version == 1 ? $"refund-{Id:D10}" : $"refund-{Id:D10}-{Version}";

    public void Sent(string gatewayRefundId, DateTimeOffset now)
    {
        GatewayRefundId = gatewayRefundId;
        if (Status == RefundStatus.Pending)
            Status = RefundStatus.Sent;
        Postpone(now);
    }

    public void Postpone(DateTimeOffset now) => DueAt = now + Backoff.After(++Attempts);

    public void Complete(DateTimeOffset now) => End(RefundStatus.Done, now);

    public void Fail(string failure, DateTimeOffset now)
    {
        Failure = failure;
        End(RefundStatus.Failed, now);
    }

    /// <summary>An admin has it tried again. Only where the money is still at the gateway: what was asked for is back in the wallet.</summary>
    public Error? Retry(DateTimeOffset now)
    {
        if (Status != RefundStatus.Failed || Cause == RefundCause.Requested)
            return PaymentErrors.RefundNotRetryable;
        RaiseVersion();
        Status = RefundStatus.Pending;
        GatewayRefundId = null;
        Failure = null;
        CompletedAt = null;
        DueAt = now;
        Attempts = 0;
        return null;
    }

    private void End(RefundStatus status, DateTimeOffset now)
    {
        if (!IsOpen)
            throw new InvalidOperationException($"Refund {Id} has ended as {Status}.");
        Status = status;
        CompletedAt = now;
        DueAt = null;
    }
}

internal enum RefundStatus
{
    /// <summary>The gateway does not know of it yet.</summary>
    Pending,

    /// <summary>The gateway is at it.</summary>
    Sent,

    /// <summary>It is with the payer.</summary>
    Done,

    /// <summary>The gateway could not; what was taken out of the wallet is back there.</summary>
    Failed,
}

/// <summary>Why money goes back to the payer.</summary>
internal enum RefundCause
{
    /// <summary>The user or an admin asked for it.</summary>
    Requested,

    /// <summary>The order was paid a second time.</summary>
    SecondPayment,

    /// <summary>Another amount was paid than was ordered.</summary>
    AmountMismatch,

    /// <summary>The wallet could not take it: frozen, or full.</summary>
    NotCreditable,
}
