using Dapper;
using Npgsql;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

/// <summary>A row of the outbox on its way out.</summary>
internal sealed record OutboxRow(
    long Id, Guid MessageId, string Name, string Aggregate, long Sequence, DateTimeOffset OccurredAt, string? TraceParent, string Payload)
{
    public EventEnvelope ToEnvelope() => new(MessageId, Name, Aggregate, Sequence, OccurredAt, TraceParent, Payload);
}

/// <summary>A partition of the outbox that this worker alone may send from, until the lease ends.</summary>
internal sealed record PartitionLease(short Partition, Guid Lease);

/// <summary>An attempt of one consumer at one message, already counted.</summary>
internal sealed record Delivery(Guid MessageId, string Consumer, int Attempts, string? Error, string? Envelope);

/// <summary>A delivery to repeat later.</summary>
internal sealed record Postponed(Guid MessageId, string Consumer, TimeSpan Delay, string? Error);

/// <summary>The stores of all modules of this host.</summary>
internal sealed class MessageStores(IReadOnlyDictionary<string, MessageStore> stores)
{
    public IEnumerable<KeyValuePair<string, MessageStore>> All => stores;

    public MessageStore Of(string module) => stores[module];
}

/// <summary>The SQL of one module's outbox, deliveries and error queue. Times are Postgres's.</summary>
internal sealed class MessageStore(NpgsqlDataSource database)
{
    public const int BatchSize = 200;

    /// <summary>Leases a partition that has something to send and that nobody else works on.</summary>
    public Task<PartitionLease?> LeaseAsync(TimeSpan lease, CancellationToken cancellationToken) => QueryOneAsync<PartitionLease>(
        """
        update outbox_partitions
        set lease = gen_random_uuid(), leased_until = now() + @lease
        where partition = (
            select partition
            from outbox_partitions p
            where (leased_until is null or leased_until < now())
              and exists (select from outbox_messages m where m.partition = p.partition and sent_at is null and handed_at is null)
            order by random()
            limit 1
            for update skip locked)
        returning partition, lease
        """,
        new { lease },
        cancellationToken);

    /// <summary>
    /// The partition's oldest unsent rows. A statement of its own, begun after the lease was taken, so that it sees all that the
    /// last holder has marked. Never "after the last id": a transaction that commits late has a lower one.
    /// </summary>
    public Task<List<OutboxRow>> ReadAsync(PartitionLease lease, CancellationToken cancellationToken) => QueryAsync<OutboxRow>(
        """
        select id, message_id, name, aggregate, sequence, occurred_at, trace_parent, payload
        from outbox_messages
        where partition = @Partition and sent_at is null and handed_at is null
        order by id
        limit @BatchSize
        """,
        new { lease.Partition, BatchSize },
        cancellationToken);

    public Task RenewAsync(PartitionLease lease, TimeSpan duration, Guid[] messageIds, CancellationToken cancellationToken) => ExecuteAsync(
        """
        update outbox_partitions set leased_until = now() + @duration where partition = @Partition and lease = @Lease;
        update outbox_deliveries set next_attempt_at = now() + @duration where message_id = any(@messageIds);
        """,
        new { lease.Partition, lease.Lease, duration, messageIds },
        cancellationToken);

    /// <summary>Marks what the broker has confirmed and gives the partition back.</summary>
    public Task SentAsync(PartitionLease lease, long[] ids, CancellationToken cancellationToken) => ExecuteAsync(
        """
        update outbox_messages set sent_at = now() where id = any(@ids);
        update outbox_partitions set lease = null, leased_until = null where partition = @Partition and lease = @Lease;
        """,
        new { lease.Partition, lease.Lease, ids },
        cancellationToken);

    /// <summary>Makes a delivery per message and consumer, its first attempt counted; what nobody wants is sent.</summary>
    public Task HandOverAsync(long[] ids, long[] unwanted, Guid[] messageIds, string[] consumers, TimeSpan lease, CancellationToken cancellationToken) => ExecuteAsync(
        """
        with made as (
            insert into outbox_deliveries (message_id, consumer, attempts, next_attempt_at)
            select message_id, consumer, 1, now() + @lease
            from unnest(@messageIds, @consumers) as wanted (message_id, consumer)
            on conflict do nothing)
        update outbox_messages
        set handed_at = now(), sent_at = case when id = any(@unwanted) then now() end
        where id = any(@ids)
        """,
        new { ids, unwanted, messageIds, consumers, lease },
        cancellationToken);

    /// <summary>Ends deliveries and postpones others, then marks the messages that no consumer waits for any more.</summary>
    public async Task FinishAsync(
        IReadOnlyCollection<(Guid MessageId, string Consumer)> done, IReadOnlyCollection<Postponed> postponed, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            """
            delete from outbox_deliveries d
            using unnest(@doneIds, @doneConsumers) as done (message_id, consumer)
            where d.message_id = done.message_id and d.consumer = done.consumer;
            update outbox_deliveries d
            set next_attempt_at = now() + later.delay, error = coalesce(later.error, d.error)
            from unnest(@ids, @consumers, @delays, @errors) as later (message_id, consumer, delay, error)
            where d.message_id = later.message_id and d.consumer = later.consumer;
            """,
            new
            {
                doneIds = done.Select(delivery => delivery.MessageId).ToArray(),
                doneConsumers = done.Select(delivery => delivery.Consumer).ToArray(),
                ids = postponed.Select(delivery => delivery.MessageId).ToArray(),
                consumers = postponed.Select(delivery => delivery.Consumer).ToArray(),
                delays = postponed.Select(delivery => delivery.Delay).ToArray(),
                errors = postponed.Select(delivery => delivery.Error).ToArray(),
            },
            cancellationToken);

        // After the commit above: of two workers that end a message's last two deliveries at once, the later one sees both gone.
        if (done.Count > 0)
            await ExecuteAsync(
                """
                update outbox_messages m
                set sent_at = now()
                where message_id = any(@messageIds) and sent_at is null and handed_at is not null
                  and not exists (select from outbox_deliveries d where d.message_id = m.message_id)
                """,
                new { messageIds = done.Select(delivery => delivery.MessageId).Distinct().ToArray() },
                cancellationToken);
    }

    /// <summary>Claims one due delivery and counts the attempt before it is made.</summary>
    public Task<Delivery?> ClaimDeliveryAsync(string[] busy, TimeSpan lease, CancellationToken cancellationToken) => QueryOneAsync<Delivery>(
        """
        update outbox_deliveries
        set attempts = attempts + 1, next_attempt_at = now() + @lease
        where (message_id, consumer) = (
            select message_id, consumer
            from outbox_deliveries
            where next_attempt_at <= now() and consumer <> all(@busy)
            order by next_attempt_at
            limit 1
            for update skip locked)
        returning message_id, consumer, attempts, error, envelope
        """,
        new { busy, lease },
        cancellationToken);

    public Task<OutboxRow?> FindHandedAsync(Guid messageId, CancellationToken cancellationToken) => QueryOneAsync<OutboxRow>(
        """
        select id, message_id, name, aggregate, sequence, occurred_at, trace_parent, payload
        from outbox_messages
        where message_id = @messageId and sent_at is null and handed_at is not null
        """,
        new { messageId },
        cancellationToken);

    /// <summary>The time until the next delivery is due, or null when there is none.</summary>
    public Task<TimeSpan?> NextDueInAsync(CancellationToken cancellationToken) => QueryOneAsync<TimeSpan?>(
        "select next_attempt_at - now() from outbox_deliveries order by next_attempt_at limit 1", new { }, cancellationToken);

    /// <summary>
    /// Counts the first attempt at a message that the broker brings. False for one that was brought before: it is handled, or a
    /// row here stands for it. Not flushed to disk by itself: it must outlive this process, not the server's.
    /// </summary>
    public async Task<bool> TakeAsync(EventEnvelope envelope, string consumer, TimeSpan lease, CancellationToken cancellationToken) => await ExecuteAsync(
        """
        select set_config('synchronous_commit', 'off', true);
        insert into outbox_deliveries (message_id, consumer, attempts, next_attempt_at, envelope)
        select @MessageId, @consumer, 1, now() + @lease, @json
        where not exists (select from inbox_messages where message_id = @MessageId and consumer = @consumer)
          and not exists (select from failed_messages where message_id = @MessageId and consumer = @consumer and replayed_at is null)
        on conflict do nothing;
        """,
        new { envelope.MessageId, consumer, lease, json = envelope.ToJson() },
        cancellationToken) > 0;

    /// <summary>Ends a delivery in the error queue; the same message comes there once, however often it fails.</summary>
    public Task FailAsync(Guid messageId, string consumer, string? name, string envelope, int attempts, string error, CancellationToken cancellationToken) =>
        ExecuteAsync(
            """
            with delivered as (delete from outbox_deliveries where message_id = @messageId and consumer = @consumer)
            insert into failed_messages (id, message_id, consumer, name, envelope, attempts, error)
            values (@id, @messageId, @consumer, @name, @envelope, @attempts, @error)
            on conflict (message_id, consumer) do update
            set attempts = excluded.attempts, error = excluded.error, failed_at = now(), replayed_at = null
            """,
            new { id = Guid.CreateVersion7(), messageId, consumer, name, envelope = envelope.Replace('\0', ' '), attempts, error = error.Replace('\0', ' ') },
            cancellationToken);

    public Task<List<FailedMessageResponse>> ListFailedAsync(string module, FailedCursor after, int limit, CancellationToken cancellationToken) =>
        QueryAsync<FailedMessageResponse>(
            """
            select id, @module as module, consumer, name as event, message_id, attempts, error, failed_at, replayed_at
            from failed_messages
            where replayed_at is null and (failed_at, id) < (@At, @Id)
            order by failed_at desc, id desc
            limit @limit
            """,
            new { module, after.At, after.Id, limit },
            cancellationToken);

    public Task<FailedMessageResponse?> FindFailedAsync(string module, Guid id, CancellationToken cancellationToken) => QueryOneAsync<FailedMessageResponse>(
        """
        select id, @module as module, consumer, name as event, message_id, attempts, error, failed_at, replayed_at
        from failed_messages
        where id = @id
        """,
        new { module, id },
        cancellationToken);

    /// <summary>Takes a message out of the error queue, to be attempted as if it were new.</summary>
    public Task ReplayAsync(Guid id, CancellationToken cancellationToken) => ExecuteAsync(
        """
        with replayed as (
            update failed_messages set replayed_at = now() where id = @id and replayed_at is null returning message_id, consumer, envelope)
        insert into outbox_deliveries (message_id, consumer, attempts, next_attempt_at, envelope)
        select message_id, consumer, 0, now(), envelope from replayed
        on conflict do nothing
        """,
        new { id },
        cancellationToken);

    /// <summary>Age in seconds of the oldest unsent row, 0 when all is sent.</summary>
    public Task<double> LagAsync(CancellationToken cancellationToken) => QueryOneAsync<double>(
        """
        select coalesce(extract(epoch from now() - min(oldest.occurred_at)), 0)::float8
        from outbox_partitions p
        cross join lateral (
            select occurred_at from outbox_messages m where m.partition = p.partition and sent_at is null order by id limit 1) oldest
        """,
        new { },
        cancellationToken);

    /// <summary>Rows not sent, and deliveries not ended.</summary>
    public Task<long> PendingAsync(CancellationToken cancellationToken) => QueryOneAsync<long>(
        "select (select count(*) from outbox_messages where sent_at is null) + (select count(*) from outbox_deliveries)", new { }, cancellationToken);

    /// <summary>
    /// Removes what is old from the front of each table, a thousand rows at a time: ids and message ids ascend with time, so that
    /// no index for it slows the writers. Also marks what a crash left between the end of the last delivery and its mark.
    /// </summary>
    public Task<int> TidyAsync(TimeSpan keepSent, TimeSpan keepHandled, CancellationToken cancellationToken) => ExecuteAsync(
        """
        update outbox_messages m
        set sent_at = now()
        where sent_at is null and handed_at is not null
          and not exists (select from outbox_deliveries d where d.message_id = m.message_id);
        delete from outbox_messages
        where id in (
            select id from (select id, sent_at from outbox_messages order by id limit 1000) oldest where sent_at < now() - @keepSent);
        delete from inbox_messages
        where (message_id, consumer) in (
            select message_id, consumer
            from (select * from inbox_messages order by message_id, consumer limit 1000) oldest
            where handled_at < now() - @keepHandled);
        delete from failed_messages
        where id in (
            select id from (select id, replayed_at from failed_messages order by id limit 1000) oldest where replayed_at < now() - @keepHandled);
        """,
        new { keepSent, keepHandled },
        cancellationToken);

    private async Task<int> ExecuteAsync(string sql, object arguments, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, arguments, cancellationToken: cancellationToken));
    }

    private async Task<T?> QueryOneAsync<T>(string sql, object arguments, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: cancellationToken));
    }

    private async Task<List<T>> QueryAsync<T>(string sql, object arguments, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: cancellationToken))).AsList();
    }
}
