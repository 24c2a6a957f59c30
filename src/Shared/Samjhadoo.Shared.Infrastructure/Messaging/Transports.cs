using System.Collections.Concurrent;
using Samjhadoo.Shared.Infrastructure.Hosting;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

/// <summary>How events leave the outbox: to the broker, or to the consumers of this host.</summary>
internal interface ITransport
{
    /// <summary>False while there is nobody to take an event; nothing is claimed then, and no attempt is spent.</summary>
    bool IsReady { get; }

    /// <summary>Begins to take what comes from elsewhere.</summary>
    void Start(IReadOnlyDictionary<string, ModuleMessages> modules, PauseGate gate);

    /// <summary>Takes nothing any more.</summary>
    Task StopAsync();

    /// <summary>
    /// Delivers a batch of one partition, outside any transaction, marks what arrived and gives the partition back. Throws when
    /// some did not arrive.
    /// </summary>
    Task DeliverAsync(ModuleMessages module, PartitionLease lease, IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken);
}

/// <summary>
/// Without a broker: each consumer gets each message in this process. A delivery per message and consumer, counted before it is
/// tried, keeps a failing consumer from blocking or repeating the others and survives the death of the process.
/// </summary>
internal sealed class InProcessTransport(EventRegistry events, MessagingOptions options) : ITransport
{
    public bool IsReady => true;

    public void Start(IReadOnlyDictionary<string, ModuleMessages> modules, PauseGate gate)
    {
    }

    public Task StopAsync() => Task.CompletedTask;

    public async Task DeliverAsync(ModuleMessages module, PartitionLease lease, IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        // A name that no type here stands for is not "nobody wants it": it goes to the error queue.
        var wanted = rows.SelectMany(row => events.Types.ContainsKey(row.Name)
            ? events.ConsumersOf(row.Name).Select(consumer => (Row: row, Consumer: consumer.Name))
            : [(Row: row, Consumer: ModuleMessages.UnknownConsumer)]).ToList();
        await module.Store.HandOverAsync(
            [.. rows.Select(row => row.Id)],
            [.. rows.Where(row => events.Types.ContainsKey(row.Name) && events.ConsumersOf(row.Name).Count == 0).Select(row => row.Id)],
            [.. wanted.Select(delivery => delivery.Row.MessageId)],
            [.. wanted.Select(delivery => delivery.Consumer)],
            options.Lease,
            cancellationToken);

        var messageIds = rows.Select(row => row.MessageId).ToArray();
        var done = new ConcurrentQueue<(Guid, string)>();
        var postponed = new ConcurrentQueue<Postponed>();
        await module.WhileRenewingAsync(
            renewing => module.Store.RenewAsync(lease, options.Lease, messageIds, renewing),
            () => Task.WhenAll(wanted.GroupBy(delivery => delivery.Consumer, delivery => delivery.Row).Select(async consumer =>
            {
                foreach (var row in consumer)
                {
                    if (await module.AttemptAsync(events.Consumer(consumer.Key), consumer.Key, row.ToEnvelope(), attempts: 1, cancellationToken) is { } later)
                        postponed.Enqueue(later);
                    else
                        done.Enqueue((row.MessageId, consumer.Key));
                }
            })));
        await module.Store.FinishAsync(done, postponed, cancellationToken);
        await module.Store.SentAsync(lease, [], cancellationToken);
        MessageTelemetry.Sent(module.Name, rows.Count);
        if (!postponed.IsEmpty)
            module.WakeDeliveries();
    }
}
