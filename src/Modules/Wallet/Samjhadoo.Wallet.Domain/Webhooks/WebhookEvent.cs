namespace Samjhadoo.Wallet.Domain.Webhooks;

/// <summary>
/// What a gateway told us, stored before anything is done about it. Only facts that are acted upon are kept, not the payer's
/// address and phone number that a gateway sends along.
/// </summary>
internal sealed class WebhookEvent
{
    public const int MostAttempts = 8;

    private WebhookEvent()
    {
    }

    public long Id { get; private set; }

    public string Gateway { get; private set; } = "";

    /// <summary>The gateway's own id of the event.</summary>
    public string EventId { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>The notice as JSON.</summary>
    public string Notice { get; private set; } = "";

    public DateTimeOffset ReceivedAt { get; private set; }

    public DateTimeOffset? HandledAt { get; private set; }

    /// <summary>What came of it, e.g. <c>CREDITED</c>.</summary>
    public string? Outcome { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    public void Handled(string outcome, DateTimeOffset now)
    {
        Outcome = outcome;
        HandledAt = now;
        DueAt = null;
    }

    /// <summary>It names something that is not known here, perhaps not yet.</summary>
    public void Postpone(string outcome, DateTimeOffset now)
    {
        Outcome = outcome;
        DueAt = ++Attempts < MostAttempts ? now + Backoff.After(Attempts) : null;
        if (DueAt is null)
            HandledAt = now;
    }
}
