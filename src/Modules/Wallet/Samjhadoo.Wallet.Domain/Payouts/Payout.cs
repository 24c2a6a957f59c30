using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Domain.Payouts;

/// <summary>
/// Money on its way from a mentor's wallet to the mentor's account. It leaves the wallet when it is asked for and waits in
/// transit; the gateway's word settles it or brings it back.
/// </summary>
internal sealed class Payout : AggregateRoot
{
    private const string KeyPrefix = "payout-";

    private readonly List<PayoutApproval> _approvals = [];

    private Payout()
    {
    }

    public Payout(long userId, long methodId, Money amount, Money tds, KycStatus kyc, int approvalsNeeded, string gateway, long transactionId, DateTimeOffset now)
    {
        if (!amount.IsPositive || tds < Money.Zero || tds >= amount)
            throw new ArgumentOutOfRangeException(nameof(amount));
        UserId = userId;
        MethodId = methodId;
        Amount = amount;
        Tds = tds;
        Kyc = kyc;
        ApprovalsNeeded = approvalsNeeded;
        Gateway = gateway;
        TransactionId = transactionId;
        RequestedAt = now;
        if (approvalsNeeded == 0)
            Approved(now);
    }

    public long UserId { get; private set; }

    public long MethodId { get; private set; }

    /// <summary>What leaves the wallet.</summary>
    public Money Amount { get; private set; }

    /// <summary>Tax deducted at source, part of <see cref="Amount"/>.</summary>
    public Money Tds { get; private set; }

    /// <summary>What arrives.</summary>
    public Money Net => Amount - Tds;

    /// <summary>How well the person was known when it was asked for.</summary>
    public KycStatus Kyc { get; private set; }

    public PayoutStatus Status { get; private set; } = PayoutStatus.Requested;

    public int ApprovalsNeeded { get; private set; }

    public IReadOnlyList<PayoutApproval> Approvals => _approvals;

    public string Gateway { get; private set; } = "";

    /// <summary>The posting that took it out of the wallet.</summary>
    public long TransactionId { get; private set; }

    public string? GatewayPayoutId { get; private set; }

    /// <summary>The bank's number of the transfer.</summary>
    public string? Utr { get; private set; }

    public string? Failure { get; private set; }

    public long? RejectedBy { get; private set; }

    public string? RejectionReason { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>When the gateway is asked next, to pay or what became of it.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>The same at every repetition; the gateway knows the payout by it.</summary>
    public string Key => $"{KeyPrefix}{Id:D10}";

    /// <summary>The payout a key names, or null when it is none of ours.</summary>
    public static long? IdOf(string? key) =>
        key?.StartsWith(KeyPrefix, StringComparison.Ordinal) == true && long.TryParse(key.AsSpan(KeyPrefix.Length), out var id) ? id : null;

    /// <summary>Nobody approves what is his own, or twice.</summary>
    public Error? Approve(long adminId, DateTimeOffset now)
    {
        if (Status != PayoutStatus.Requested)
            return PaymentErrors.PayoutDecided;
        if (adminId == UserId)
            return PaymentErrors.OwnPayout;
        if (_approvals.Exists(approval => approval.AdminId == adminId))
            return PaymentErrors.PayoutApprovedBefore;
        _approvals.Add(new PayoutApproval(adminId, now));
        if (_approvals.Count >= ApprovalsNeeded)
            Approved(now);
        return null;
    }

    public Error? Reject(long adminId, string reason, DateTimeOffset now)
    {
        if (Status != PayoutStatus.Requested)
            return PaymentErrors.PayoutDecided;
        if (adminId == UserId)
            return PaymentErrors.OwnPayout;
        RejectedBy = adminId;
        RejectionReason = reason;
        End(PayoutStatus.Rejected, now);
        return null;
    }

    public void Sent(string gatewayPayoutId, DateTimeOffset now)
    {
        GatewayPayoutId = gatewayPayoutId;
        if (Status == PayoutStatus.Approved)
            Status = PayoutStatus.Processing;
        Postpone(now);
    }

    public void Postpone(DateTimeOffset now)
    {
        if (Status is PayoutStatus.Approved or PayoutStatus.Processing)
            DueAt = now + Backoff.After(++Attempts);
    }

    /// <summary>The gateway has paid. False when that changes nothing: it was known, or the payout has come back since.</summary>
    public bool Pay(string? utr, DateTimeOffset now)
    {
        Utr ??= utr;
        if (Status is not (PayoutStatus.Approved or PayoutStatus.Processing))
            return false;
        End(PayoutStatus.Paid, now);
        return true;
    }

    /// <summary>The gateway could not pay, or the bank sent it back, even after it was paid. False when that is known.</summary>
    public bool Fail(string failure, DateTimeOffset now)
    {
        if (Status is not (PayoutStatus.Approved or PayoutStatus.Processing or PayoutStatus.Paid))
            return false;
        Failure = failure;
        End(PayoutStatus.Failed, now);
        return true;
    }

    private void Approved(DateTimeOffset now)
    {
        Status = PayoutStatus.Approved;
        DueAt = now;
    }

    private void End(PayoutStatus status, DateTimeOffset now)
    {
        Status = status;
        CompletedAt = now;
        DueAt = null;
    }
}

/// <summary>An admin's yes.</summary>
internal sealed class PayoutApproval
{
    private PayoutApproval()
    {
    }

    public PayoutApproval(long adminId, DateTimeOffset now)
    {
        AdminId = adminId;
        ApprovedAt = now;
    }

    public long AdminId { get; private set; }

    public DateTimeOffset ApprovedAt { get; private set; }
}

internal enum PayoutStatus
{
    /// <summary>Waits for admins.</summary>
    Requested,

    /// <summary>To be sent to the gateway.</summary>
    Approved,

    /// <summary>The gateway is at it.</summary>
    Processing,

    Paid,

    /// <summary>The money is back in the wallet.</summary>
    Failed,

    /// <summary>An admin said no; the money is back in the wallet.</summary>
    Rejected,
}
