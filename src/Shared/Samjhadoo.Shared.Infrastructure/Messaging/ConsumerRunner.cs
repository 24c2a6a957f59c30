using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

/// <summary>An event that no further attempt would make readable.</summary>
internal sealed class UnreadableEventException(string message) : Exception(message);

/// <summary>
/// Runs a consumer on an event, whichever way it came: its effect, its own events and the inbox row are one transaction of the
/// consumer's module. Throws when the attempt failed.
/// </summary>
internal sealed class ConsumerRunner(IServiceProvider services, EventRegistry events, MessagingOptions options)
{
    private static readonly MethodInfo Call = typeof(ConsumerRunner).GetMethod(nameof(CallAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly ConcurrentDictionary<Type, ConsumeDelegate> _calls = new();

    // Consumers leave most of their module's connections to requests.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new();

    private delegate Task ConsumeDelegate(object consumer, object integrationEvent, EventContext context, CancellationToken cancellationToken);

    public async Task HandleAsync(ConsumerRegistration consumer, EventEnvelope envelope, CancellationToken cancellationToken)
    {
        var gate = _gates.GetOrAdd(consumer.Module.Name, GateOf);
        await gate.WaitAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var outcome = "failed";
        _ = ActivityContext.TryParse(envelope.TraceParent, null, isRemote: true, out var parent);
        using var activity = Telemetry.Activities.StartActivity(consumer.Name, ActivityKind.Consumer, parent);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.AttemptTimeout);
        try
        {
            outcome = await HandleDespiteRacesAsync(consumer, envelope, deadline.Token) ? "handled" : "repeated";
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{consumer.Name} took longer than {options.AttemptTimeout.TotalSeconds:0.#} s.", exception);
        }
        finally
        {
            gate.Release();
            activity?.SetTag("outcome", outcome);
            MessageTelemetry.Attempt(consumer.Name, outcome, started);
        }
    }

    private static Task CallAsync<TEvent>(object consumer, object integrationEvent, EventContext context, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
        => ((IConsumer<TEvent>)consumer).ConsumeAsync((TEvent)integrationEvent, context, cancellationToken);

    // A race is no fault of the event's and costs no attempt.
    private async Task<bool> HandleDespiteRacesAsync(ConsumerRegistration consumer, EventEnvelope envelope, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await HandleOnceAsync(consumer, envelope, cancellationToken);
            }
            catch (Exception exception) when (attempt < LostRaces.MaxAttempts && (LostRaces.IsLost(exception) || LostRaces.IsDoubleInsert(exception)))
            {
                await LostRaces.PauseAsync(attempt, cancellationToken);
            }
        }
    }

    private async Task<bool> HandleOnceAsync(ConsumerRegistration consumer, EventEnvelope envelope, CancellationToken cancellationToken)
    {
        var (type, integrationEvent) = Read(consumer, envelope);
        await using var scope = services.CreateAsyncScope();
        var database = (ModuleDbContext)scope.ServiceProvider.GetRequiredService(consumer.Module.ContextType);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var claimed = await database.Database.ExecuteSqlAsync(
            $"""
            with delivered as (delete from outbox_deliveries where message_id = {envelope.MessageId} and consumer = {consumer.Name})
            insert into inbox_messages (message_id, consumer) values ({envelope.MessageId}, {consumer.Name}) on conflict do nothing
            """,
            cancellationToken);
        if (claimed == 0)
        {
            await transaction.CommitAsync(CancellationToken.None);
            return false;
        }

        var call = _calls.GetOrAdd(type, static type => Call.MakeGenericMethod(type).CreateDelegate<ConsumeDelegate>());
        await call(scope.ServiceProvider.GetRequiredService(consumer.Type), integrationEvent, envelope.Context, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        ((Outbox)scope.ServiceProvider.GetRequiredKeyedService<IOutbox>(consumer.Module.Name)).WakeIfTold();
        await scope.ServiceProvider.GetRequiredService<AfterCommit>().RunAsync();
        return true;
    }

    private (Type Type, object Event) Read(ConsumerRegistration consumer, EventEnvelope envelope)
    {
        if (!consumer.EventNames.Contains(envelope.Name))
            throw new UnreadableEventException($"{consumer.Name} does not know the event {envelope.Name}.");
        if (envelope.Payload.Length > options.MaxBytes)
            throw new UnreadableEventException($"The event has {envelope.Payload.Length} characters, more than {options.MaxBytes}.");
        var type = events.Types[envelope.Name];
        try
        {
            return (type, JsonSerializer.Deserialize(envelope.Payload, type, OutgoingEvent.Json) ?? throw new UnreadableEventException("The event is null."));
        }
        catch (JsonException exception)
        {
            throw new UnreadableEventException($"The event is no {envelope.Name}: {exception.Message}");
        }
    }

    private SemaphoreSlim GateOf(string module)
    {
        var database = services.GetRequiredKeyedService<NpgsqlDataSource>(module);
        return new SemaphoreSlim(Math.Max(1, new NpgsqlConnectionStringBuilder(database.ConnectionString).MaxPoolSize / 3));
    }
}
