using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Refunds;

namespace Samjhadoo.Wallet.Domain.TopUps;

/// <summary>
/// Money on its way into a wallet: an order at the gateway and what came of it. The first captured payment of the right amount
/// is credited, however late it comes; every other one goes back to the payer.
/// </summary>
internal sealed class TopUp : AggregateRoot
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    // The webhook comes within seconds; who asks earlier asks in vain.
    private static readonly TimeSpan FirstCheck = TimeSpan.FromMinutes(2);

    // Somebody may still pay an order that has expired here.
    private static readonly TimeSpan[] ChecksAfterExpiry = [TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24)];

    private TopUp()
    {
    }

    /// <param name="reference">Names the request, so that its repetition finds this top-up.</param>
    public TopUp(long userId, Money amount, string gateway, string reference, DateTimeOffset now)
    {
        if (!amount.IsPositive)
            throw new ArgumentOutOfRangeException(nameof(amount));
        UserId = userId;
        Amount = amount;
        Gateway = gateway;
        Reference = reference;
        CreatedAt = now;
        ExpiresAt = now + Lifetime;
        CheckAt = ExpiresAt;
    }

    public long UserId { get; private set; }

    public Money Amount { get; private set; }

    public TopUpStatus Status { get; private set; } = TopUpStatus.Created;

    public string Gateway { get; private set; } = "";

    public string Reference { get; private set; } = "";

    public string? OrderId { get; private set; }

    /// <summary>A page to pay at, where the gateway has one of its own.</summary>
    public string? CheckoutUrl { get; private set; }

    /// <summary>The payment that was credited.</summary>
    public string? PaymentId { get; private set; }

    public long? TransactionId { get; private set; }

    /// <summary>How much of it has gone, or is going, back to the payer.</summary>
    public Money Refunded { get; private set; }

    /// <summary>Why the last attempt to pay failed, as the gateway calls it.</summary>
    public string? LastFailure { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>When the gateway is asked next what became of the order; null when there is nothing more to ask.</summary>
    public DateTimeOffset? CheckAt { get; private set; }

    public int Checks { get; private set; }

    public Money Refundable => Status == TopUpStatus.Paid ? Amount - Refunded : Money.Zero;

    /// <summary>The gateway has an order for it.</summary>
    public void Ordered(string orderId, string? checkoutUrl, DateTimeOffset now)
    {
        if (Status != TopUpStatus.Created)
            return;
        OrderId = orderId;
        CheckoutUrl = checkoutUrl;
        Status = TopUpStatus.Pending;
        CheckAt = now + FirstCheck;
    }

    /// <summary>Why a captured payment of this order is not to be credited, or null when it is.</summary>
    public RefundCause? Objection(Money paid) =>
        Status == TopUpStatus.Paid ? RefundCause.SecondPayment : paid != Amount ? RefundCause.AmountMismatch : null;

    public void Credited(string paymentId, long transactionId, DateTimeOffset now)
    {
        if (Status == TopUpStatus.Paid)
            throw new InvalidOperationException($"Top-up {Id} is credited already.");
        Status = TopUpStatus.Paid;
        PaymentId = paymentId;
        TransactionId = transactionId;
        PaidAt = now;
        LastFailure = null;
        // A second payment is seen by its webhook, or by this last look.
        CheckAt = now + ChecksAfterExpiry[0];
    }

    public void AttemptFailed(string reason)
    {
        if (Status != TopUpStatus.Paid)
            LastFailure = reason;
    }

    /// <summary>The gateway was asked and knew of no payment that changes anything; when to ask next.</summary>
    public void Checked(DateTimeOffset now)
    {
        if (Status == TopUpStatus.Paid)
        {
            CheckAt = null;
            return;
        }

        if (now < ExpiresAt)
        {
            var pause = FirstCheck * Math.Pow(2, Math.Min(Checks++, 10));
            CheckAt = now + pause < ExpiresAt ? now + pause : ExpiresAt;
            return;
        }

        if (Status != TopUpStatus.Expired)
            Checks = 0;
        var neverOrdered = Status == TopUpStatus.Created;
        Status = TopUpStatus.Expired;
        CheckAt = neverOrdered || Checks >= ChecksAfterExpiry.Length ? null : now + ChecksAfterExpiry[Checks];
        Checks++;
    }

    /// <summary>Sets money aside to go back to the payer.</summary>
    public void Refund(Money amount)
    {
        if (amount > Refundable)
            throw new InvalidOperationException($"Top-up {Id} has {Refundable} left to refund, not {amount}.");
        Refunded += amount;
    }

    /// <summary>The gateway could not give it back.</summary>
    public void RefundFailed(Money amount) => Refunded -= amount;
}

internal enum TopUpStatus
{
    /// <summary>The gateway has no order yet.</summary>
    Created,

    /// <summary>The order waits for a payment.</summary>
    Pending,

    /// <summary>Credited.</summary>
    Paid,

    /// <summary>Nobody paid in time; a payment that comes all the same is credited.</summary>
    Expired,
}
