namespace Samjhadoo.Wallet.Domain.Audit;

/// <summary>What an admin did or looked at; never changed, so ids and words of ours only.</summary>
internal sealed class AuditEntry
{
    private AuditEntry()
    {
    }

    public AuditEntry(long actorId, AuditAction action, long? userId, string? reference, string requestId, DateTimeOffset now)
    {
        ActorId = actorId;
        Action = action;
        UserId = userId;
        Reference = reference;
        RequestId = requestId.Length > 100 ? requestId[..100] : requestId;
        OccurredAt = now;
    }

    public long Id { get; private set; }

    public long ActorId { get; private set; }

    public AuditAction Action { get; private set; }

    /// <summary>Whose wallet; null where it is nobody's alone.</summary>
    public long? UserId { get; private set; }

    /// <summary>What it was about, e.g. <c>adjustment:42</c>.</summary>
    public string? Reference { get; private set; }

    public string RequestId { get; private set; } = "";

    public DateTimeOffset OccurredAt { get; private set; }
}

internal enum AuditAction
{
    WalletRead,
    StatementRead,
    AdjustmentsRead,
    FrozenRead,
    AuditRead,
    LedgerProved,
    Frozen,
    Unfrozen,
    LimitsChanged,
    AdjustmentProposed,
    AdjustmentApproved,
    AdjustmentRejected,
    PayoutsRead,
    RefundsRead,
    PayoutApproved,
    PayoutRejected,
    TopUpRefunded,
    KycDecided,
}
