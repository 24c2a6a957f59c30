using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Samjhadoo.Shared.Application.Jobs;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Infrastructure.Hosting;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Jobs;

/// <summary>What tests and maintenance may ask of this host's jobs.</summary>
internal interface IJobRunner
{
    /// <summary>Starts no further run and returns when those under way have ended.</summary>
    Task PauseAsync(CancellationToken cancellationToken);

    /// <summary>Goes on after a pause.</summary>
    void Resume();

    /// <summary>Runs a job now, whether it is due or not, as soon as no other host runs it; what it throws is thrown here.</summary>
    Task RunAsync(string name, CancellationToken cancellationToken);
}

/// <summary>
/// Runs the jobs of all modules, each on one host at a time under a lease. A host that dies lets its leases run out; one that
/// stops cancels what runs and gives them back.
/// </summary>
internal sealed partial class JobRunner(ModuleRegistry modules, IServiceProvider services, ILogger<JobRunner> logger) : BackgroundService, IJobRunner
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private static readonly Histogram<double> Duration =
        Telemetry.Meter.CreateHistogram<double>("samjhadoo.job.duration", "s", "Time a run of a job took, by its outcome");

    private readonly string _host = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
    private readonly PauseGate _gate = new();

    public Task PauseAsync(CancellationToken cancellationToken) => _gate.CloseAsync(cancellationToken);

    public void Resume() => _gate.Open();

    public async Task RunAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var module in modules.All)
        {
            foreach (var type in module.Jobs)
            {
                await using var scope = services.CreateAsyncScope();
                if (((IJob)scope.ServiceProvider.GetRequiredService(type)).Name != name)
                    continue;
                var lease = LeaseOf(module, name);
                while (!await lease.TakeAsync(atOnce: true))
                    await Task.Delay(Shortest, cancellationToken);
                await RunAsync(type, lease, cancellationToken);
                return;
            }
        }

        throw new ArgumentException($"No module has a job named {name}.", nameof(name));
    }

    public override void Dispose()
    {
        _gate.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(modules.All.SelectMany(module => module.Jobs, (module, type) => Task.Run(() => RepeatAsync(module, type, stoppingToken), stoppingToken)));

    private async Task RepeatAsync(RegisteredModule module, Type type, CancellationToken stopping)
    {
        var (name, every) = Describe(type);
        var lease = LeaseOf(module, name);
        while (!stopping.IsCancellationRequested)
        {
            var wait = every;
            try
            {
                using var pass = await _gate.EnterAsync(stopping);
                wait = await lease.UntilDueAsync(stopping);
                if (wait <= TimeSpan.Zero && await lease.TakeAsync(atOnce: false))
                {
                    await RunAsync(type, lease, stopping);
                    wait = every;
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (ExceptionAnswers.IsLostDependency(exception))
            {
                LostDependency(name, exception.GetBaseException().Message);
            }
            catch (Exception exception)
            {
                Failed(exception, name);
            }

            // Never longer than a turn: the host that has the lease may stop at any moment.
            wait = wait < every ? wait : every;
            await Task.Delay(Jittered(wait > Shortest ? wait : Shortest), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(Type type, JobLease lease, CancellationToken stopping)
    {
        await using var scope = services.CreateAsyncScope();
        var job = (IJob)scope.ServiceProvider.GetRequiredService(type);
        using var run = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var activity = Telemetry.Activities.StartActivity(job.Name);
        var renewing = RenewAsync(lease, run);
        var started = Stopwatch.GetTimestamp();
        var succeeded = false;
        try
        {
            await job.RunAsync(run.Token);
            succeeded = true;
        }
        finally
        {
            Duration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>("job", job.Name),
                new KeyValuePair<string, object?>("outcome", succeeded ? "ok" : "failed"));
            await run.CancelAsync();
            await renewing;
            await lease.EndAsync(Jittered(job.Every), failed: !succeeded && !stopping.IsCancellationRequested);
        }
    }

    // Without its lease a run must not go on: another host has begun one.
    private static async Task RenewAsync(JobLease lease, CancellationTokenSource run)
    {
        try
        {
            do
                await Task.Delay(Lease / 3, run.Token);
            while (await lease.RenewAsync(run.Token));
        }
        catch (Exception)
        {
            // The run has ended, or the database is away and the job itself will notice.
        }

        await run.CancelAsync();
    }

    private (string Name, TimeSpan Every) Describe(Type type)
    {
        using var scope = services.CreateScope();
        var job = (IJob)scope.ServiceProvider.GetRequiredService(type);
        return (job.Name, job.Every);
    }

    private JobLease LeaseOf(RegisteredModule module, string name) =>
        new(services.GetRequiredKeyedService<NpgsqlDataSource>(module.Name), name, _host, Lease);

    // So that the jobs of many hosts do not all wake at once.
    private static TimeSpan Jittered(TimeSpan time) => time * (0.9 + (Random.Shared.NextDouble() * 0.2));

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed; it runs again at its next turn")]
    private partial void Failed(Exception exception, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} waits for a dependency: {Reason}")]
    private partial void LostDependency(string job, string reason);
}

internal static class JobSetup
{
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobRunner>();
        services.AddSingleton<IJobRunner>(provider => provider.GetRequiredService<JobRunner>());
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
    }
}
