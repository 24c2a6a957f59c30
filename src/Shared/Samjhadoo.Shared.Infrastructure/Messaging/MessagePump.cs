using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Samjhadoo.Shared.Infrastructure.Hosting;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

/// <summary>What tests and maintenance may ask of this host's message pump.</summary>
internal interface IMessagePump
{
    /// <summary>Starts no further batch or attempt and returns when those under way have ended.</summary>
    Task PauseAsync(CancellationToken cancellationToken);

    /// <summary>Goes on after a pause.</summary>
    void Resume();

    /// <summary>Returns when every outbox is empty and no delivery waits: with a broker, all is published.</summary>
    Task DrainAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Drains the outboxes of all modules and repeats what failed. A few workers a module; a signal after a commit wakes them at once,
/// polling with back-off and jitter finds what no signal told.
/// </summary>
internal sealed class MessagePump(
    MessageStores stores,
    EventRegistry events,
    ConsumerRunner runner,
    ITransport transport,
    OutboxSignal signal,
    MessagingOptions options,
    MessagingTrouble trouble,
    ILogger<MessagePump> logger) : IHostedService, IMessagePump, IDisposable
{
    private const int WorkersPerModule = 2;

    private static readonly ChannelReader<bool> Never = Channel.CreateBounded<bool>(1).Reader;

    private static readonly TimeSpan TidyEvery = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abandoning = new();
    private readonly PauseGate _gate = new();
    private readonly List<ModuleMessages> _modules =
        [.. stores.All.Select(pair => new ModuleMessages(pair.Key, pair.Value, stores, events, runner, transport, signal, options, trouble, logger))];
    private Task _workers = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        transport.Start(_modules.ToDictionary(module => module.Name), _gate);
        _workers = Task.WhenAll(_modules.SelectMany(module =>
        {
            var workers = new List<Task> { WorkAsync(module, _ => TidyAsync(module), Never, TidyEvery) };
            for (var worker = 0; worker < WorkersPerModule; worker++)
            {
                workers.Add(WorkAsync(module, module.SendBatchAsync, signal.Listen(module.Name), options.PollEvery));
                workers.Add(WorkAsync(module, module.RetryAsync, signal.ListenToDeliveries(module.Name), options.PollEvery));
            }

            return workers;
        }));
        return Task.CompletedTask;
    }

    /// <summary>Lets batches and attempts under way end within the host's time for stopping; what is left is repeated elsewhere.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await using var abandon = cancellationToken.Register(_abandoning.Cancel);
        await Task.WhenAll(_workers, transport.StopAsync());
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _abandoning.Dispose();
        _gate.Dispose();
        _modules.ForEach(module => module.Dispose());
    }

    public Task PauseAsync(CancellationToken cancellationToken) => _gate.CloseAsync(cancellationToken);

    public void Resume()
    {
        _gate.Open();
        foreach (var (module, _) in stores.All)
        {
            signal.Wake(module);
            signal.WakeDeliveries(module);
        }
    }

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        foreach (var (module, store) in stores.All)
        {
            while (await store.PendingAsync(cancellationToken) > 0)
            {
                signal.Wake(module);
                signal.WakeDeliveries(module);
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            }
        }

        // Handling what one module told may have made another tell something.
        foreach (var (_, store) in stores.All)
        {
            if (await store.PendingAsync(cancellationToken) > 0)
            {
                await DrainAsync(cancellationToken);
                return;
            }
        }
    }

    private async Task WorkAsync(ModuleMessages module, Func<CancellationToken, Task<TimeSpan?>> step, ChannelReader<bool> signals, TimeSpan longest)
    {
        var shortest = TimeSpan.FromMilliseconds(100);
        var idle = shortest;
        while (!_stopping.IsCancellationRequested)
        {
            TimeSpan? wait = null;
            var troubled = false;
            try
            {
                using var pass = await _gate.EnterAsync(_stopping.Token);
                wait = await step(_abandoning.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                module.Report(exception);
                troubled = true;
            }

            if (wait == TimeSpan.Zero)
            {
                idle = shortest;
                continue;
            }

            idle = idle * 2 < longest ? idle * 2 : longest;
            var pause = idle * (0.75 + (Random.Shared.NextDouble() / 2));
            // In trouble no signal helps; only time does.
            if (await SignalledAsync(troubled ? Never : signals, wait < pause ? wait.Value : pause))
                idle = shortest;
        }
    }

    private async Task<TimeSpan?> TidyAsync(ModuleMessages module)
    {
        MessageTelemetry.Lag(module.Name, await module.Store.LagAsync(_abandoning.Token));
        await module.Store.TidyAsync(options.KeepSent, options.KeepHandled, _abandoning.Token);
        return null;
    }

    private async Task<bool> SignalledAsync(ChannelReader<bool> signals, TimeSpan within)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        timeout.CancelAfter(within);
        try
        {
            return await signals.WaitToReadAsync(timeout.Token) && signals.TryRead(out _);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
