using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using MassTransit;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using Samjhadoo.Shared.Infrastructure.Hosting;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

/// <summary>
/// Over RabbitMQ: one exchange, the event's name as routing key, a queue per consumer. The host serves without a broker; only
/// sending waits for one. A message is entered in <c>outbox_deliveries</c> when its first attempt begins and repeated from there, so
/// that back-off, attempts and error queue are the same with and without a broker and no redelivery is counted blindly.
/// </summary>
internal sealed partial class RabbitMqTransport(string address, EventRegistry events, MessagingOptions options, ILogger<MessagePump> logger) : ITransport, IDisposable
{
    private const int DeliveryLimit = 5;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly string _exchange = $"{options.Prefix}samjhadoo.events";
    private IReadOnlyDictionary<string, ModuleMessages> _modules = new Dictionary<string, ModuleMessages>();
    private PauseGate _gate = null!;
    private Task _running = Task.CompletedTask;
    private volatile IBusControl? _bus;
    private long _unconfirmedSince = long.MaxValue;

    /// <summary>All queues are declared and bound, so that no event is published into the void.</summary>
    public bool IsReady => _bus is { } bus && bus.CheckHealth().Status == BusHealthStatus.Healthy;

    public void Start(IReadOnlyDictionary<string, ModuleMessages> modules, PauseGate gate)
    {
        _modules = modules;
        _gate = gate;
        _running = Task.Run(RunAsync);
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running;
    }

    public void Dispose() => _stopping.Dispose();

    public async Task DeliverAsync(ModuleMessages module, PartitionLease lease, IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        var sent = new ConcurrentQueue<long>();
        var failures = new ConcurrentQueue<Exception>();
        await module.WhileRenewingAsync(
            renewing => module.Store.RenewAsync(lease, options.Lease, [], renewing),
            () => Task.WhenAll(rows.GroupBy(row => row.Aggregate).Select(async aggregate =>
            {
                // The next one of an aggregate only after the broker has this one.
                try
                {
                    foreach (var row in aggregate)
                    {
                        await PublishAsync(row.ToEnvelope(), cancellationToken);
                        sent.Enqueue(row.Id);
                    }
                }
                catch (Exception exception)
                {
                    failures.Enqueue(exception);
                }
            })));
        await module.Store.SentAsync(lease, [.. sent], cancellationToken);
        MessageTelemetry.Sent(module.Name, sent.Count);
        if (failures.TryPeek(out var failure))
            ExceptionDispatchInfo.Throw(failure);
    }

    private async Task PublishAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        try
        {
            var bus = _bus ?? throw new InvalidOperationException("The bus is being started.");
            // The time limit stands outside the call: a client that hangs does not look at its token.
            await bus.Publish(envelope, context => Address(context, envelope), cancellationToken).WaitAsync(options.PublishTimeout, cancellationToken);
            Interlocked.Exchange(ref _unconfirmedSince, long.MaxValue);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            Interlocked.CompareExchange(ref _unconfirmedSince, Environment.TickCount64, long.MaxValue);
            throw;
        }
    }

    private void Address(PublishContext<EventEnvelope> context, EventEnvelope envelope)
    {
        context.MessageId = envelope.MessageId;
        // Where nobody here consumes it there may be no queue, and that is no error.
        context.Mandatory = events.ConsumersOf(envelope.Name).Count > 0;
    }

    /// <summary>Keeps a bus running, and makes a new one when this one has not been of use for a while.</summary>
    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var bus = CreateBus();
            var starting = StartAsync(bus);
            try
            {
                await WatchAsync(bus);
            }
            catch (OperationCanceledException)
            {
            }
            catch (Exception exception)
            {
                // Whatever ails this bus, a new one takes its place.
                BrokerAway(exception.Message);
            }

            _bus = null;
            await StopAsync(bus, starting);
        }
    }

    private async Task StartAsync(IBusControl bus)
    {
        try
        {
            await bus.StartAsync(_stopping.Token);
        }
        catch (Exception exception) when (!_stopping.IsCancellationRequested)
        {
            BrokerAway(exception.Message);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task WatchAsync(IBusControl bus)
    {
        var useful = Environment.TickCount64;
        var wasReady = false;
        _bus = bus;
        Interlocked.Exchange(ref _unconfirmedSince, long.MaxValue);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await timer.WaitForNextTickAsync(_stopping.Token))
        {
            var health = bus.CheckHealth();
            var ready = health.Status == BusHealthStatus.Healthy;
            if (ready && !wasReady)
                BrokerReady(_exchange);
            if (!ready && wasReady)
                BrokerAway(health.Description);
            wasReady = ready;

            var now = Environment.TickCount64;
            if (ready && Interlocked.Read(ref _unconfirmedSince) > now)
                useful = now;
            if (now - useful < options.ConfirmsTimeout.TotalMilliseconds)
                continue;
            BusRestarted(options.ConfirmsTimeout.TotalSeconds, Ailing(health));
            return;
        }
    }

    private static string Ailing(BusHealthResult health) =>
        string.Join(", ", health.Endpoints.Where(endpoint => endpoint.Value.Status != BusHealthStatus.Healthy).Select(endpoint => endpoint.Key));

    private static async Task StopAsync(IBusControl bus, Task starting)
    {
        try
        {
            using var timeout = new CancellationTokenSource(StopTimeout);
            await bus.StopAsync(timeout.Token).WaitAsync(StopTimeout, CancellationToken.None);
            await starting.WaitAsync(StopTimeout, CancellationToken.None);
        }
        catch (Exception)
        {
            // It hangs, or was never up: a new one takes its place, and its unacknowledged messages come again.
        }
    }

    private IBusControl CreateBus() => Bus.Factory.CreateUsingRabbitMq(bus =>
    {
        bus.Host(new Uri(address), host => host.PublisherConfirmation = true);
        bus.UseRawJsonSerializer();
        bus.Message<EventEnvelope>(message => message.SetEntityName(_exchange));
        bus.Publish<EventEnvelope>(message =>
        {
            message.ExchangeType = ExchangeType.Topic;
            // Not the default of a type that is internal.
            message.Durable = true;
            message.AutoDelete = false;
        });
        bus.Send<EventEnvelope>(message => message.UseRoutingKeyFormatter(context => context.Message.Name));
        foreach (var consumer in events.Consumers)
        {
            var queue = options.Prefix + consumer.Name;
            var errors = queue + "_error";
            bus.ReceiveEndpoint(queue, endpoint =>
            {
                Configure(endpoint, consumer);
                if (options.QuorumQueues)
                    endpoint.SetQueueArgument("x-delivery-limit", DeliveryLimit);
                endpoint.SetQueueArgument("x-dead-letter-exchange", errors);
                foreach (var name in consumer.EventNames)
                {
                    endpoint.Bind(_exchange, binding =>
                    {
                        binding.ExchangeType = ExchangeType.Topic;
                        binding.RoutingKey = name;
                    });
                }
            });

            // What the broker gives up on is no different from a redelivery.
            bus.ReceiveEndpoint(errors, endpoint => Configure(endpoint, consumer));
        }
    });

    private void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, ConsumerRegistration consumer)
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PrefetchCount = 64;
        endpoint.ConcurrentMessageLimit = 8;
        if (options.QuorumQueues)
            endpoint.SetQuorumQueue();
        endpoint.ConfigureReceive(pipe => pipe.UseFilter(new Receiver(this, consumer)));
        endpoint.DiscardSkippedMessages();
        endpoint.RethrowFaultedMessages();
    }

    private async Task ReceiveAsync(ConsumerRegistration consumer, byte[] body, CancellationToken cancellationToken)
    {
        using var pass = await _gate.EnterAsync(cancellationToken);
        var module = _modules[consumer.Module.Name];
        if (EventEnvelope.TryParse(body) is not { } envelope)
        {
            await InsistAsync(module, () => module.FailAsync(
                consumer, consumer.Name, new Guid(SHA256.HashData(body)[..16]), null, Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 65_536)),
                attempts: 1, "This is no event of ours.", cancellationToken), cancellationToken);
            return;
        }

        // The attempt is counted before it is made. A message that came before, because it killed the process or its publish was
        // repeated, is left to the deliveries, which try it alone.
        var isNew = false;
        await InsistAsync(module, async () => isNew = await module.Store.TakeAsync(envelope, consumer.Name, options.Lease, cancellationToken), cancellationToken);
        if (isNew)
            await module.AttemptAndFinishAsync(consumer, consumer.Name, envelope, attempts: 1, isInOutbox: false, cancellationToken);
        module.WakeDeliveries();
    }

    /// <summary>Holds the message while the database is away, instead of giving it back again and again.</summary>
    private static async Task InsistAsync(ModuleMessages module, Func<Task> store, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await store();
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                module.Report(exception);
                await Task.Delay(TimeSpan.FromSeconds(0.5 + Random.Shared.NextDouble()), cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The broker is there: events go to {Exchange}")]
    private partial void BrokerReady(string exchange);

    [LoggerMessage(Level = LogLevel.Error, Message = "The broker is away, events wait in the outbox: {Reason}")]
    private partial void BrokerAway(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No use of the broker for {Seconds} s, the bus is started anew; not ready: {Queues}")]
    private partial void BusRestarted(double seconds, string queues);

    private sealed class Receiver(RabbitMqTransport transport, ConsumerRegistration consumer) : IFilter<ReceiveContext>
    {
        public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
        {
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, transport._stopping.Token);
            await transport.ReceiveAsync(consumer, context.Body.GetBytes(), stopping.Token);
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("samjhadoo");
    }
}
