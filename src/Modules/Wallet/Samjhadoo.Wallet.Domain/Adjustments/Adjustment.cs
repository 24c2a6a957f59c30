using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Domain.Adjustments;

internal enum AdjustmentKind
{
    /// <summary>Puts a balance right.</summary>
    Correction,

    /// <summary>Promo money as a gift.</summary>
    PromoCredit,
}

internal enum AdjustmentStatus
{
    Proposed,
    Posted,
    Rejected,
}

/// <summary>Money that an admin gives or takes. Above a limit a second admin has to agree first.</summary>
internal sealed class Adjustment : AggregateRoot
{
    private Adjustment()
    {
    }

    public Adjustment(long userId, AdjustmentKind kind, Money amount, string reason, long proposedBy, DateTimeOffset now)
    {
        if (amount == Money.Zero || (kind == AdjustmentKind.PromoCredit && !amount.IsPositive))
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "A correction moves money, and a gift gives some.");
        (UserId, Kind, Amount, Reason, ProposedBy, ProposedAt) = (userId, kind, amount, reason, proposedBy, now);
    }

    public long UserId { get; private set; }

    public AdjustmentKind Kind { get; private set; }

    /// <summary>Above zero into the wallet, below zero out of it.</summary>
    public Money Amount { get; private set; }

    /// <summary>In an admin's words; null once the user is erased.</summary>
    public string? Reason { get; private set; }

    public AdjustmentStatus Status { get; private set; } = AdjustmentStatus.Proposed;

    public long ProposedBy { get; private set; }

    public DateTimeOffset ProposedAt { get; private set; }

    /// <summary>Who agreed or said no; null while nobody has, and where nobody had to.</summary>
    public long? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecisionReason { get; private set; }

    public long? TransactionId { get; private set; }

    /// <summary>What the posting is known by.</summary>
    public string Reference => $"adjustment:{Id}";

    /// <summary>True when one admin is not enough.</summary>
    public bool NeedsFourEyes(Money limit) => (Amount.IsPositive ? Amount : -Amount) > limit;

    /// <summary>Why this admin may not decide it, or null.</summary>
    public Error? ObjectionTo(long adminId)
    {
        if (Status != AdjustmentStatus.Proposed)
            return WalletErrors.AdjustmentDecided;
        if (adminId == ProposedBy)
            return WalletErrors.FourEyes;
        return adminId == UserId ? WalletErrors.OwnWallet : null;
    }

    /// <summary>Posted; by the word of a second admin unless <paramref name="approvedBy"/> is null.</summary>
    public void Post(long transactionId, long? approvedBy, DateTimeOffset now)
    {
        Decide(AdjustmentStatus.Posted, approvedBy, now);
        TransactionId = transactionId;
    }

    public void Reject(long rejectedBy, string reason, DateTimeOffset now)
    {
        Decide(AdjustmentStatus.Rejected, rejectedBy, now);
        DecisionReason = reason;
    }

    private void Decide(AdjustmentStatus status, long? decidedBy, DateTimeOffset now)
    {
        if (Status != AdjustmentStatus.Proposed)
            throw new InvalidOperationException("An adjustment is decided once.");
        (Status, DecidedBy, DecidedAt) = (status, decidedBy, decidedBy is null ? null : now);
        RaiseVersion();
    }
}
