using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Domain.Freezes;

/// <summary>A time in which a wallet neither paid nor was paid, and who began and ended it for what reason.</summary>
internal sealed class Freeze : AggregateRoot
{
    private Freeze()
    {
    }

    public Freeze(long userId, string reason, long frozenBy, DateTimeOffset now)
    {
        UserId = userId;
        Reason = reason;
        FrozenBy = frozenBy;
        FrozenAt = now;
    }

    public long UserId { get; private set; }

    /// <summary>In an admin's words; null once the user is erased.</summary>
    public string? Reason { get; private set; }

    public long FrozenBy { get; private set; }

    public DateTimeOffset FrozenAt { get; private set; }

    public string? EndReason { get; private set; }

    public long? EndedBy { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public void End(string reason, long endedBy, DateTimeOffset now)
    {
        if (EndedAt is not null)
            throw new InvalidOperationException("A freeze ends once.");
        (EndReason, EndedBy, EndedAt) = (reason, endedBy, now);
        RaiseVersion();
    }
}
