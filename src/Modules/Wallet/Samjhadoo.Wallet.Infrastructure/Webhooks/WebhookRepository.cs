using Microsoft.EntityFrameworkCore;
using Samjhadoo.Wallet.Domain.Webhooks;
using Samjhadoo.Wallet.Infrastructure.Persistence;

namespace Samjhadoo.Wallet.Infrastructure.Webhooks;

internal sealed class WebhookRepository(WalletDbContext database, TimeProvider time) : IWebhookRepository
{
    public async Task<long?> StoreAsync(string gateway, string eventId, byte[] bodyHash, string name, string notice, CancellationToken cancellationToken)
    {
        // Due a little later: who stores it acts on it at once, the job only if that came to nothing.
        var now = time.GetUtcNow();
        var stored = await database.Database.SqlQuery<long>(
            $"""
            insert into wallet.webhook_events (gateway, event_id, body_hash, name, notice, received_at, attempts, due_at)
            values ({gateway}, {eventId}, {bodyHash}, {name}, {notice}::jsonb, {now}, 0, {now.AddSeconds(10)})
            on conflict do nothing
            returning id as "Value"
            """).ToListAsync(cancellationToken);
        return stored.Count == 0 ? null : stored[0];
    }

    public async Task<WebhookEvent?> LockOpenAsync(long id, CancellationToken cancellationToken) =>
        (await database.Set<WebhookEvent>().FromSql($"select * from wallet.webhook_events where id = {id} and due_at is not null for no key update")
            .ToListAsync(cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyList<long>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        await database.Set<WebhookEvent>().Where(received => received.DueAt != null && received.DueAt <= now)
            .OrderBy(received => received.DueAt).Select(received => received.Id).Take(limit).ToListAsync(cancellationToken);

    public Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.Set<WebhookEvent>().Where(received => received.ReceivedAt < before && received.DueAt == null).ExecuteDeleteAsync(cancellationToken);
}
