namespace Samjhadoo.Mentoring.Domain.Calendar;

/// <summary>A user's private calendar address. Only the hash of its secret is kept; a new one ends the old one.</summary>
internal sealed class CalendarFeed
{
    private CalendarFeed()
    {
    }

    public CalendarFeed(long userId, byte[] secretHash, DateTimeOffset now)
    {
        UserId = userId;
        Renew(secretHash, now);
    }

    public long UserId { get; private set; }

    public byte[] SecretHash { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public void Renew(byte[] secretHash, DateTimeOffset now)
    {
        SecretHash = secretHash;
        CreatedAt = now;
    }
}
