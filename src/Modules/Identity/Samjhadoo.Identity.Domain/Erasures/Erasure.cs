namespace Samjhadoo.Identity.Domain.Erasures;

/// <summary>A person's wish to be forgotten: the account is blanked at once, the modules' data until all have done so.</summary>
internal sealed class Erasure
{
    private Erasure()
    {
    }

    public Erasure(long userId, DateTimeOffset now)
    {
        UserId = userId;
        RequestedAt = now;
    }

    public long UserId { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public void Complete(DateTimeOffset now) => CompletedAt ??= now;
}
