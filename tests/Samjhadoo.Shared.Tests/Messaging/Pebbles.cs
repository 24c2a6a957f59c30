using System.Collections.Concurrent;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Messaging;
using Samjhadoo.Shared.Tests.SampleModule;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.Messaging;

[EventName("sample.pebble_thrown.v1")]
internal sealed record PebbleThrown(string Pond, int Number) : IIntegrationEvent;

/// <summary>Counts what arrives: one row per handled event, in the transaction of the inbox.</summary>
internal sealed class CountPebbles(SampleDbContext database) : IConsumer<PebbleThrown>
{
    public Task ConsumeAsync(PebbleThrown integrationEvent, EventContext context, CancellationToken cancellationToken) =>
        Pond.RippleAsync(database, nameof(CountPebbles), integrationEvent, context);
}

/// <summary>A second consumer of the same event, which does what a test tells it to.</summary>
internal sealed class TroublePebbles(SampleDbContext database) : IConsumer<PebbleThrown>
{
    /// <summary>What happens to a pebble of this pond, by pond: asked with the number and with how often it was tried.</summary>
    public static ConcurrentDictionary<string, Func<int, int, CancellationToken, Task>> Trouble { get; } = new();

    public static ConcurrentDictionary<Guid, int> Tries { get; } = new();

    public async Task ConsumeAsync(PebbleThrown integrationEvent, EventContext context, CancellationToken cancellationToken)
    {
        await Pond.RippleAsync(database, nameof(TroublePebbles), integrationEvent, context);
        var tries = Tries.AddOrUpdate(context.MessageId, 1, (_, before) => before + 1);
        if (Trouble.TryGetValue(integrationEvent.Pond, out var trouble))
            await trouble(integrationEvent.Number, tries, cancellationToken);
    }
}

internal sealed record ThrowPebblesCommand(string Pond, int Count, int Aggregates) : ICommand<Done>;

internal sealed class ThrowPebblesHandler(IOutbox outbox) : ICommandHandler<ThrowPebblesCommand, Done>
{
    public Task<Result<Done>> Handle(ThrowPebblesCommand command, CancellationToken cancellationToken)
    {
        for (var number = 0; number < command.Count; number++)
            outbox.Add($"{command.Pond}:{number % command.Aggregates}", (number / command.Aggregates) + 1, new PebbleThrown(command.Pond, number));
        return Task.FromResult(Done.Result);
    }
}

/// <summary>A test's own events in a host, and what became of them.</summary>
internal sealed class Pond(ModuleHost host) : IAsyncDisposable
{
    public string Name { get; } = $"pond{Guid.CreateVersion7():n}";

    public IMessagePump Pump => host.Services.GetRequiredService<IMessagePump>();

    public static async Task<ModuleHost> StartHostAsync(bool rabbitMq = false, TestDatabase? database = null, params IEnumerable<string> arguments)
    {
        var host = await ModuleHost.StartAsync([new SampleModule.SampleModule()], new ModuleHostOptions
        {
            Redis = rabbitMq,
            RabbitMq = rabbitMq,
            Database = database,
            Arguments = ["--Messaging:Lease=00:00:02", "--Messaging:BackOff=00:00:00.02", "--Messaging:PollEvery=00:00:00.3", "--Messaging:AttemptTimeout=00:00:01", .. arguments],
        });
        await using var connection = await host.Database.OpenAsync();
        await connection.ExecuteAsync(
            """
            create table if not exists sample.ripples (
                id bigint generated always as identity, pond text, number int, consumer text, message_id uuid, aggregate text, sequence bigint);
            grant all on sample.ripples to public;
            """);
        return host;
    }

    public static Task RippleAsync(DbContext database, string consumer, PebbleThrown pebble, EventContext context) =>
        database.Database.GetDbConnection().ExecuteAsync(
            """
            insert into ripples (pond, number, consumer, message_id, aggregate, sequence)
            values (@Pond, @Number, @consumer, @MessageId, @Aggregate, @Sequence)
            """,
            new { pebble.Pond, pebble.Number, consumer, context.MessageId, context.Aggregate, context.Sequence },
            database.Database.CurrentTransaction!.GetDbTransaction());

    public void OnTrouble(Func<int, int, CancellationToken, Task> trouble) => TroublePebbles.Trouble[Name] = trouble;

    public void FailAt(Func<int, bool> number, int times = int.MaxValue) => OnTrouble((at, tries, _) =>
        number(at) && tries <= times ? throw new InvalidOperationException("A consumer's bug.") : Task.CompletedTask);

    public async Task ThrowAsync(int count, int aggregates = 20)
    {
        await using var scope = host.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<ISender>().SendAsync(new ThrowPebblesCommand(Name, count, aggregates), CancellationToken.None))
            .IsSuccess.Should().BeTrue();
    }

    /// <summary>Every event had its effect on the consumer exactly once.</summary>
    public async Task ShouldRippleAsync(string consumer, IEnumerable<int> numbers, TimeSpan? within = null)
    {
        var expected = numbers.Order().ToList();
        await Eventually.ValueAsync(async () => (await NumbersAsync(consumer)).Count, count => count >= expected.Count, within);
        (await NumbersAsync(consumer)).Order().Should().Equal(expected);
    }

    public Task<List<int>> NumbersAsync(string consumer) => QueryAsync<int>(
        "select number from sample.ripples where pond = @Name and consumer = @consumer order by id", new { Name, consumer });

    public async Task<List<T>> QueryAsync<T>(string sql, object? arguments = null)
    {
        await using var connection = await host.Database.OpenAsync();
        return (await connection.QueryAsync<T>(sql, arguments ?? new { Name })).AsList();
    }

    public async Task<T> ScalarAsync<T>(string sql, object? arguments = null) => (await QueryAsync<T>(sql, arguments)).Single();

    public async Task DrainAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Pump.DrainAsync(timeout.Token);
    }

    public ValueTask DisposeAsync()
    {
        TroublePebbles.Trouble.TryRemove(Name, out _);
        return ValueTask.CompletedTask;
    }
}
