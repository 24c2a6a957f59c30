using System.Collections.Concurrent;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Infrastructure.Messaging;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.Messaging;

[TestFixture(false, TestName = "Delivery in process")]
[TestFixture(true, TestName = "Delivery over RabbitMQ")]
internal sealed class DeliveryTests(bool rabbitMq)
{
    private ModuleHost _host = null!;
    private Pond _pond = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await Pond.StartHostAsync(rabbitMq);

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [SetUp]
    public void MakePond() => _pond = new Pond(_host);

    [TearDown]
    public async Task LeavePondAsync() => await _pond.DisposeAsync();

    [Test]
    public async Task Every_consumer_gets_every_event_once_and_in_process_in_the_order_of_its_aggregate()
    {
        await _pond.ThrowAsync(500);
        await _pond.DrainAsync();

        await _pond.ShouldRippleAsync(nameof(CountPebbles), Enumerable.Range(0, 500));
        await _pond.ShouldRippleAsync(nameof(TroublePebbles), Enumerable.Range(0, 500));
        if (rabbitMq)
            return;
        var outOfOrder = await _pond.ScalarAsync<int>(
            """
            select count(*)
            from (select sequence, lag(sequence) over (partition by consumer, aggregate order by id) before from sample.ripples where pond = @Name) seen
            where sequence < before
            """);
        outOfOrder.Should().Be(0);
    }

    [Test]
    public async Task A_failing_consumer_neither_blocks_nor_repeats_the_other()
    {
        _pond.FailAt(_ => true);
        await _pond.ThrowAsync(50);

        await _pond.ShouldRippleAsync(nameof(CountPebbles), Enumerable.Range(0, 50));
        await _pond.DrainAsync();
        (await _pond.NumbersAsync(nameof(CountPebbles))).Should().HaveCount(50);
        (await _pond.NumbersAsync(nameof(TroublePebbles))).Should().BeEmpty();
        await Eventually.ValueAsync(FailedAsync, failed => failed == 50);
        (await _pond.ScalarAsync<int>("select max(attempts) from sample.failed_messages")).Should().Be(5);
    }

    [Test]
    public async Task What_fails_four_times_succeeds_at_the_fifth()
    {
        _pond.FailAt(number => number == 7, times: 4);
        await _pond.ThrowAsync(20);
        await _pond.DrainAsync();

        await _pond.ShouldRippleAsync(nameof(TroublePebbles), Enumerable.Range(0, 20));
        (await FailedAsync()).Should().Be(0);
    }

    [Test]
    public async Task A_race_that_a_consumer_lost_costs_no_attempt()
    {
        _pond.OnTrouble((number, tries, _) => tries switch
        {
            <= 3 when number % 2 == 0 => throw new DbUpdateConcurrencyException("Another host was faster."),
            <= 3 => throw new PostgresException("Another host was faster.", "ERROR", "ERROR", PostgresErrorCodes.UniqueViolation),
            <= 7 => throw new InvalidOperationException("A consumer's bug."),
            _ => Task.CompletedTask,
        });
        await _pond.ThrowAsync(4);
        await _pond.DrainAsync();

        await _pond.ShouldRippleAsync(nameof(TroublePebbles), Enumerable.Range(0, 4));
        (await FailedAsync()).Should().Be(0, "four attempts failed, and the fifth was right");
    }

    [Test]
    public async Task Nothing_is_left_of_a_delivery_once_it_is_over()
    {
        _pond.FailAt(number => number % 2 == 0);
        await _pond.ThrowAsync(10);
        await _pond.ShouldRippleAsync(nameof(CountPebbles), Enumerable.Range(0, 10));
        await Eventually.ValueAsync(FailedAsync, failed => failed == 5);
        await _pond.DrainAsync();

        await Eventually.ValueAsync(() => _pond.ScalarAsync<long>("select count(*) from sample.outbox_deliveries"), left => left == 0);
        (await _pond.ScalarAsync<long>("select count(*) from sample.outbox_messages where sent_at is null")).Should().Be(0);
    }

    [Test]
    public async Task A_consumer_that_hangs_holds_up_neither_the_other_nor_its_own_later_events()
    {
        _pond.OnTrouble((number, _, cancellation) => number == 3 ? Task.Delay(Timeout.Infinite, cancellation) : Task.CompletedTask);
        await _pond.ThrowAsync(5, aggregates: 5);

        await _pond.ShouldRippleAsync(nameof(CountPebbles), Enumerable.Range(0, 5));
        await _pond.ShouldRippleAsync(nameof(TroublePebbles), [0, 1, 2, 4]);
    }

    [Test]
    public async Task A_process_that_died_while_handling_is_not_killed_more_than_five_times_and_its_neighbours_survive()
    {
        // What a kill leaves behind: deliveries whose attempt is counted and whose lease runs out; one of them has used its last.
        await _pond.Pump.PauseAsync(CancellationToken.None);
        await _pond.ThrowAsync(10);
        await using (var connection = await _host.Database.OpenAsync())
        {
            await connection.ExecuteAsync(
                """
                insert into sample.outbox_deliveries (message_id, consumer, attempts, next_attempt_at)
                select message_id, consumer, case when payload::json ->> 'number' = '4' and consumer = 'sample.trouble_pebbles' then 5 else 1 end, now()
                from sample.outbox_messages, unnest(array['sample.count_pebbles', 'sample.trouble_pebbles']) as consumer
                where sent_at is null;
                update sample.outbox_messages set handed_at = now() where sent_at is null;
                """);
        }

        _pond.Pump.Resume();
        await _pond.DrainAsync();

        await _pond.ShouldRippleAsync(nameof(CountPebbles), Enumerable.Range(0, 10));
        await _pond.ShouldRippleAsync(nameof(TroublePebbles), Enumerable.Range(0, 10).Where(number => number != 4));
        (await FailedAsync()).Should().Be(1);
        TroublePebbles.Tries.Should().NotContainKey(await _pond.ScalarAsync<Guid>(
            "select message_id from sample.outbox_messages where aggregate like @Name || '%' and payload::json ->> 'number' = '4'"));
    }

    [Test]
    public async Task A_transaction_that_commits_late_is_not_skipped()
    {
        await using var late = await _host.Database.OpenAsync();
        await using var transaction = await late.BeginTransactionAsync();
        await InsertAsync(late, number: 0);
        await _pond.ThrowAsync(1);
        await using (var early = await _host.Database.OpenAsync())
            await InsertAsync(early, number: 1);
        await _pond.ShouldRippleAsync(nameof(CountPebbles), [0, 1]);

        await transaction.CommitAsync();

        await _pond.ShouldRippleAsync(nameof(CountPebbles), [0, 0, 1]);
    }

    [Test]
    public async Task Nothing_is_told_by_a_transaction_that_is_rolled_back()
    {
        await using (var connection = await _host.Database.OpenAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await InsertAsync(connection, number: 1);
            await transaction.RollbackAsync();
        }

        await _pond.ThrowAsync(1);
        await _pond.DrainAsync();

        await _pond.ShouldRippleAsync(nameof(CountPebbles), [0]);
    }

    [Test]
    public async Task Events_that_nobody_can_read_go_to_the_error_queue_at_once_and_hold_up_nobody()
    {
        await using (var connection = await _host.Database.OpenAsync())
        {
            await InsertAsync(connection, payload: "{ not json");
            await InsertAsync(connection, name: "sample.never_heard_of.v1");
            await InsertAsync(connection, payload: $$"""{ "pond": "{{new string('x', 5_000_000)}}", "number": 1 }""");
        }

        await _pond.ThrowAsync(100);
        await _pond.DrainAsync();

        await _pond.ShouldRippleAsync(nameof(CountPebbles), Enumerable.Range(0, 100));
        var failed = await Eventually.ValueAsync(
            () => _pond.QueryAsync<string>(
                "select consumer from sample.failed_messages where envelope::json ->> 'aggregate' = @Name || ':x' and attempts = 1 order by consumer"),
            consumers => consumers.Count >= (rabbitMq ? 4 : 5));
        failed.Take(4).Should().Equal("sample.count_pebbles", "sample.count_pebbles", "sample.trouble_pebbles", "sample.trouble_pebbles");
    }

    [Test]
    public async Task Two_hosts_share_the_work_without_a_second_effect()
    {
        if (!rabbitMq)
            Assert.Pass("Two hosts need a broker.");
        await using var second = await Pond.StartHostAsync(rabbitMq, _host.Database);
        for (var round = 0; round < 10; round++)
            await _pond.ThrowAsync(100);
        await _pond.DrainAsync();

        await _pond.ShouldRippleAsync(nameof(CountPebbles), Enumerable.Repeat(Enumerable.Range(0, 100), 10).SelectMany(numbers => numbers));
    }

    [Test]
    public async Task Two_dispatchers_hand_the_broker_each_aggregates_events_in_order()
    {
        if (!rabbitMq)
            Assert.Pass("Order up to the broker needs a broker.");
        var seen = new ConcurrentQueue<EventEnvelope>();
        await using var connection = await new ConnectionFactory { Uri = new Uri(await TestServers.RabbitMqAsync()) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(queue, $"{_host.Database.Name}-samjhadoo.events", "sample.pebble_thrown.v1");
        var listener = new AsyncEventingBasicConsumer(channel);
        listener.ReceivedAsync += (_, delivery) =>
        {
            if (EventEnvelope.TryParse(delivery.Body.Span) is { } envelope && envelope.Aggregate.StartsWith(_pond.Name, StringComparison.Ordinal))
                seen.Enqueue(envelope);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, listener);

        // More of each partition than one batch holds, so that the dispatchers take turns at it.
        const int Events = 2_000;
        await using var second = await Pond.StartHostAsync(rabbitMq, _host.Database);
        await Eventually.TrueAsync(() => Task.FromResult(second.Services.GetRequiredService<ITransport>().IsReady));
        await _pond.ThrowAsync(Events, aggregates: 8);
        await _pond.DrainAsync();

        await Eventually.ValueAsync(() => Task.FromResult(seen.Count), count => count >= Events);
        seen.GroupBy(envelope => envelope.Aggregate, envelope => envelope.Sequence)
            .Should().AllSatisfy(aggregate => aggregate.Should().Equal(Enumerable.Range(1, Events / 8).Select(sequence => (long)sequence)));
    }

    [Test]
    public async Task A_replay_of_all_events_in_any_order_has_no_second_effect()
    {
        await _pond.ThrowAsync(50);
        await _pond.DrainAsync();
        var rows = (await _pond.QueryAsync<OutboxRow>(
            "select id, message_id, name, aggregate, sequence, occurred_at, trace_parent, payload from sample.outbox_messages where aggregate like @Name || '%'")).ToArray();
        var runner = _host.Services.GetRequiredService<ConsumerRunner>();
        var consumers = _host.Services.GetRequiredService<EventRegistry>().ConsumersOf("sample.pebble_thrown.v1");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            Random.Shared.Shuffle(rows);
            await Task.WhenAll(rows.SelectMany(_ => consumers, (row, consumer) => runner.HandleAsync(consumer, row.ToEnvelope(), CancellationToken.None)));
        }

        await _pond.ShouldRippleAsync(nameof(CountPebbles), Enumerable.Range(0, 50));
        await _pond.ShouldRippleAsync(nameof(TroublePebbles), Enumerable.Range(0, 50));
    }

    [Test]
    public async Task An_admin_sees_what_failed_page_by_page_and_has_it_tried_again()
    {
        var failed = _host.Services.GetRequiredService<IFailedMessages>();
        _pond.FailAt(_ => true);
        await _pond.ThrowAsync(5);
        await Eventually.ValueAsync(FailedAsync, count => count == 5);

        var seen = new List<FailedMessageResponse>();
        string? cursor = null;
        do
        {
            var page = (await failed.ListAsync(new PageRequest(2, cursor), CancellationToken.None)).Value;
            seen.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        var ours = await _pond.QueryAsync<Guid>("select id from sample.failed_messages where envelope::json ->> 'aggregate' like @Name || '%'");
        seen.Should().BeInDescendingOrder(message => message.FailedAt).And.OnlyHaveUniqueItems(message => message.Id);
        seen.Select(message => message.Id).Should().Contain(ours);
        seen[0].Should().Match<FailedMessageResponse>(message => message.Consumer == "sample.trouble_pebbles" && message.Attempts == 5);

        _pond.OnTrouble((_, _, _) => Task.CompletedTask);
        foreach (var id in ours.Concat(ours))
            (await failed.ReplayAsync(id, CancellationToken.None)).Value.ReplayedAt.Should().NotBeNull();

        await _pond.ShouldRippleAsync(nameof(TroublePebbles), Enumerable.Range(0, 5));
        await _pond.ShouldRippleAsync(nameof(CountPebbles), Enumerable.Range(0, 5));
        (await failed.ListAsync(new PageRequest(100), CancellationToken.None)).Value.Items.Select(message => message.Id).Should().NotContain(ours);
        (await failed.ReplayAsync(Guid.NewGuid(), CancellationToken.None)).Error!.Code.Should().Be("message.not_found");
    }

    private Task InsertAsync(NpgsqlConnection connection, int number = 0, string? payload = null, string name = "sample.pebble_thrown.v1") =>
        connection.ExecuteAsync(
            "insert into sample.outbox_messages (message_id, name, aggregate, sequence, payload) values (@id, @name, @aggregate, 1, @payload)",
            new
            {
                id = Guid.CreateVersion7(),
                name,
                aggregate = $"{_pond.Name}:x",
                payload = payload ?? $$"""{ "pond": "{{_pond.Name}}", "number": {{number}} }""",
            });

    private Task<int> FailedAsync() =>
        _pond.ScalarAsync<int>("select count(*) from sample.failed_messages where envelope::json ->> 'aggregate' like @Name || '%'");
}
