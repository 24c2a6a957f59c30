namespace Samjhadoo.Identity.Domain.SecurityLog;

/// <summary>What happened to an account. Append-only: ids and codes, nothing a person could ask to have erased.</summary>
internal sealed class SecurityEvent
{
    private SecurityEvent()
    {
    }

    public SecurityEvent(string kind, long userId, long? actorId, long? sessionId, DateTimeOffset now)
    {
        Kind = kind;
        UserId = userId;
        ActorId = actorId;
        SessionId = sessionId;
        OccurredAt = now;
    }

    public long Id { get; private set; }

    /// <summary>One of <see cref="SecurityEventKind"/>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Whose account it is.</summary>
    public long UserId { get; private set; }

    /// <summary>Who did it; null when nobody was logged in.</summary>
    public long? ActorId { get; private set; }

    public long? SessionId { get; private set; }

    public DateTimeOffset OccurredAt { get; private set; }

    public SecurityEventDetail? Detail { get; private set; }

    public void Describe(string? ipAddress, string? userAgent, string? reason)
    {
        if (ipAddress is not null || userAgent is not null || reason is not null)
            Detail = new SecurityEventDetail(UserId, ipAddress, userAgent, reason);
    }
}

/// <summary>The personal side of a security event: erasure deletes it and leaves the event.</summary>
internal sealed class SecurityEventDetail
{
    private SecurityEventDetail()
    {
    }

    public SecurityEventDetail(long userId, string? ipAddress, string? userAgent, string? reason)
    {
        UserId = userId;
        IpAddress = ipAddress;
        UserAgent = userAgent;
        Reason = reason;
    }

    public long EventId { get; private set; }

    public long UserId { get; private set; }

    public string? IpAddress { get; private set; }

    public string? UserAgent { get; private set; }

    public string? Reason { get; private set; }
}
