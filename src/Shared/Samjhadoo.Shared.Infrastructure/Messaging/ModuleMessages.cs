using Microsoft.Extensions.Logging;
using Samjhadoo.Shared.Infrastructure.Http;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

/// <summary>The messages of one module on this host: out of its outbox, and every attempt after the first at those that failed.</summary>
internal sealed partial class ModuleMessages(
    string name,
    MessageStore store,
    MessageStores stores,
    EventRegistry events,
    ConsumerRunner runner,
    ITransport transport,
    OutboxSignal signal,
    MessagingOptions options,
    MessagingTrouble trouble,
    ILogger<MessagePump> logger) : IDisposable
{
    /// <summary>Stands for the consumer of an event that this host knows no type for.</summary>
    public const string UnknownConsumer = "unknown";

    // One attempt a consumer at a time: what kills the process takes no neighbour along, and a slow consumer blocks only itself.
    private readonly HashSet<string> _busy = [];
    private readonly SemaphoreSlim _claiming = new(1);

    public string Name => name;

    public MessageStore Store => store;

    public void Dispose() => _claiming.Dispose();

    public void WakeDeliveries() => signal.WakeDeliveries(name);

    /// <summary>Sends one batch. Returns the time to wait: none after a batch, unknown when there was nothing to do.</summary>
    public async Task<TimeSpan?> SendBatchAsync(CancellationToken cancellationToken)
    {
        if (!transport.IsReady || await store.LeaseAsync(options.Lease, cancellationToken) is not { } lease)
            return null;

        signal.Wake(name);
        var rows = await store.ReadAsync(lease, cancellationToken);
        await transport.DeliverAsync(this, lease, rows, cancellationToken);
        return TimeSpan.Zero;
    }

    /// <summary>Makes one attempt that is due.</summary>
    public async Task<TimeSpan?> RetryAsync(CancellationToken cancellationToken)
    {
        Delivery? delivery;
        await _claiming.WaitAsync(cancellationToken);
        try
        {
            delivery = await store.ClaimDeliveryAsync([.. _busy], options.Lease, cancellationToken);
            if (delivery is not null)
                _busy.Add(delivery.Consumer);
        }
        finally
        {
            _claiming.Release();
        }

        if (delivery is null)
            return await store.NextDueInAsync(cancellationToken) is { } next && next > TimeSpan.Zero ? next : null;

        try
        {
            signal.WakeDeliveries(name);
            await RetryAsync(delivery, cancellationToken);
        }
        finally
        {
            await _claiming.WaitAsync(CancellationToken.None);
            _busy.Remove(delivery.Consumer);
            _claiming.Release();
        }

        return TimeSpan.Zero;
    }

    /// <summary>One attempt, already counted. Null when it is over, by its effect or by the error queue.</summary>
    public async Task<Postponed?> AttemptAsync(
        ConsumerRegistration? consumer, string consumerName, EventEnvelope envelope, int attempts, CancellationToken cancellationToken)
    {
        Exception failure;
        try
        {
            if (consumer is null)
                throw new UnreadableEventException($"There is no consumer {consumerName} for {envelope.Name} here.");
            await runner.HandleAsync(consumer, envelope, cancellationToken);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            failure = exception;
        }

        var error = Describe(failure);
        if (failure is not UnreadableEventException && attempts < options.MaxAttempts)
        {
            AttemptFailed(consumerName, envelope.Name, envelope.MessageId, attempts, failure.GetType().Name);
            return new Postponed(envelope.MessageId, consumerName, options.DelayAfter(attempts), error);
        }

        await FailAsync(consumer, consumerName, envelope.MessageId, envelope.Name, envelope.ToJson(), attempts, error, cancellationToken);
        return null;
    }

    public async Task FailAsync(
        ConsumerRegistration? consumer, string consumerName, Guid messageId, string? eventName, string envelope, int attempts, string error, CancellationToken cancellationToken)
    {
        await (consumer is null ? store : stores.Of(consumer.Module.Name))
            .FailAsync(messageId, consumerName, eventName, envelope, attempts, error, cancellationToken);
        MessageTelemetry.Failed(consumerName);
        FailedForGood(consumerName, eventName, messageId, attempts, error);
    }

    /// <summary>
    /// One attempt at a delivery of this store, already counted, and what follows from it. A message that waits in this module's
    /// outbox has to be marked there; of one that the broker brought nothing is left after its effect or its failure.
    /// </summary>
    public async Task AttemptAndFinishAsync(
        ConsumerRegistration? consumer, string consumerName, EventEnvelope envelope, int attempts, bool isInOutbox, CancellationToken cancellationToken)
    {
        Postponed? postponed = null;
        await WhileRenewingAsync(
            renewing => store.FinishAsync([], [new(envelope.MessageId, consumerName, options.Lease, null)], renewing),
            async () => postponed = await AttemptAsync(consumer, consumerName, envelope, attempts, cancellationToken));
        if (postponed is not null)
            await store.FinishAsync([], [postponed], cancellationToken);
        else if (isInOutbox)
            await store.FinishAsync([(envelope.MessageId, consumerName)], [], cancellationToken);
    }

    /// <summary>Renews a claim while the work it was made for goes on.</summary>
    public async Task WhileRenewingAsync(Func<CancellationToken, Task> renew, Func<Task> work)
    {
        using var over = new CancellationTokenSource();
        var renewal = RenewAsync(renew, over.Token);
        try
        {
            await work();
        }
        finally
        {
            await over.CancelAsync();
            await renewal;
        }
    }

    public void Report(Exception exception) => trouble.Report(exception, name);

    public static string Describe(Exception exception)
    {
        var text = $"{exception.GetType().Name}: {exception.Message}";
        return text.Length <= 1000 ? text : text[..1000];
    }

    private async Task RetryAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var envelope = delivery.Envelope is null
            ? (await store.FindHandedAsync(delivery.MessageId, cancellationToken))?.ToEnvelope()
            : EventEnvelope.TryParse(System.Text.Encoding.UTF8.GetBytes(delivery.Envelope));
        var consumer = events.Consumer(delivery.Consumer);
        if (envelope is not null && delivery.Attempts <= options.MaxAttempts)
        {
            await AttemptAndFinishAsync(consumer, delivery.Consumer, envelope, delivery.Attempts, isInOutbox: delivery.Envelope is null, cancellationToken);
            return;
        }

        if (envelope is not null)
        {
            await FailAsync(
                consumer, delivery.Consumer, delivery.MessageId, envelope.Name, envelope.ToJson(), options.MaxAttempts,
                delivery.Error ?? "The process ended while handling it.", cancellationToken);
        }

        await store.FinishAsync([(delivery.MessageId, delivery.Consumer)], [], cancellationToken);
    }

    private async Task RenewAsync(Func<CancellationToken, Task> renew, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Lease / 3);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(cancellationToken);
                await renew(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                Report(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Consumer} failed at {EventName} {MessageId}, attempt {Attempt}, with {Failure}; it will be tried again")]
    private partial void AttemptFailed(string consumer, string eventName, Guid messageId, int attempt, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Consumer} gave up on {EventName} {MessageId} after {Attempts} attempts; it is in the error queue: {Error}")]
    private partial void FailedForGood(string consumer, string? eventName, Guid messageId, int attempts, string error);
}

/// <summary>Says that a dependency does not answer: at most one line a second and host, however many workers meet the same trouble.</summary>
internal sealed partial class MessagingTrouble(ILogger<MessagePump> logger)
{
    private long _last = long.MinValue / 2;

    public void Report(Exception exception, string module)
    {
        var now = Environment.TickCount64;
        var last = Interlocked.Read(ref _last);
        if (now - last < 1000 || Interlocked.CompareExchange(ref _last, now, last) != last)
            return;
        if (ExceptionAnswers.IsLostDependency(exception))
            Waiting(module, exception.GetBaseException().Message);
        else
            Failed(exception, module);
    }

    // Nothing is lost by waiting; how long it lasts is the alarm on the outbox's lag.
    [LoggerMessage(Level = LogLevel.Warning, Message = "The messages of {Module} wait, a dependency does not answer: {Reason}")]
    private partial void Waiting(string module, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The messages of {Module} wait")]
    private partial void Failed(Exception exception, string module);
}
