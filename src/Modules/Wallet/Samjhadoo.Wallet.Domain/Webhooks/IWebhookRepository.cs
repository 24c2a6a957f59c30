namespace Samjhadoo.Wallet.Domain.Webhooks;

internal interface IWebhookRepository
{
    /// <summary>Stores the event unless it is stored: by its id, or by its bytes under another id. The id of the row when it is new.</summary>
    Task<long?> StoreAsync(string gateway, string eventId, byte[] bodyHash, string name, string notice, CancellationToken cancellationToken);

    /// <summary>The event when nothing has been done about it yet.</summary>
    Task<WebhookEvent?> LockOpenAsync(long id, CancellationToken cancellationToken);

    Task<IReadOnlyList<long>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
