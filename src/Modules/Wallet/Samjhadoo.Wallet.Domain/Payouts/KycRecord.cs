namespace Samjhadoo.Wallet.Domain.Payouts;

/// <summary>Whether an admin has seen who the person is ("know your customer"). The documents themselves are not kept here.</summary>
internal sealed class KycRecord
{
    private KycRecord()
    {
    }

    public KycRecord(long userId) => UserId = userId;

    public long UserId { get; private set; }

    public KycStatus Status { get; private set; } = KycStatus.None;

    public long? DecidedBy { get; private set; }

    public string? Reason { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public void Decide(KycStatus status, long adminId, string reason, DateTimeOffset now)
    {
        Status = status;
        DecidedBy = adminId;
        Reason = reason;
        DecidedAt = now;
    }
}

internal enum KycStatus
{
    None,
    Verified,
    Rejected,
}
