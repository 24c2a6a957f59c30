using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Caching;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Shared.Infrastructure.Hosting;

/// <summary>Why a host does not start, said to an operator in one line.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);

/// <summary>
/// Refuses to serve what would fail later: no usable signing key, a database that <c>migrate</c> has not prepared, more connections
/// than it takes, another host that this one can't hear of.
/// </summary>
internal sealed class StartChecks(IServiceProvider services) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<KeyRing>();

        // A database that is away is waited for, not ready, instead of restarting in circles.
        if (await services.GetRequiredService<Health>().NotMigratedAsync(cancellationToken) is { Count: > 0 } missing)
            throw new StartRefusedException($"The database is not migrated for {string.Join(", ", missing)}. Run the verb `migrate` first; a start never does.");

        // The rest is for migrations, back-ups and the people who look after it.
        var configuration = services.GetRequiredService<IConfiguration>();
        var wanted = configuration.GetValue("Database:Hosts", 1) * Databases.MaxConnectionsOf(configuration);
        if (await services.GetRequiredService<Health>().MaxConnectionsAsync(cancellationToken) is { } offered && wanted > offered * 8 / 10)
            throw new StartRefusedException(
                $"Database:Hosts × Database:MaxConnectionsPerHost is {wanted}, more than 80 % of PostgreSQL's max_connections ({offered}). Raise the one or lower the other.");
        await services.GetRequiredService<HostLease>().TakeAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>
/// The order of a stop: not ready, so that the balancer looks elsewhere; then, after <c>Hosting:DrainDelay</c>, no new
/// connections; what is under way ends; jobs and dispatchers last.
/// </summary>
internal sealed class Draining(IHostApplicationLifetime lifetime, IConfiguration configuration, IHostEnvironment environment) : IHostedLifecycleService
{
    /// <summary>How long requests under way may take to end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    public static TimeSpan DelayOf(IConfiguration configuration, IHostEnvironment environment) =>
        configuration.GetValue("Hosting:DrainDelay", environment.IsProduction() ? TimeSpan.FromSeconds(5) : TimeSpan.Zero);

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(DelayOf(configuration, environment), cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class Lifecycle
{
    // Waiting for a connection and using it together take no longer, and the caller has heard of it in 5 s. Streams state their own.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(4.5);

    public static void AddLifecycle(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton<Draining>();
        services.AddHostedService<StartChecks>();

        // Among the first to start, so among the last to stop.
        services.AddSingleton<HostLease>();
        services.AddHostedService(provider => provider.GetRequiredService<HostLease>());
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Draining.DelayOf(configuration, environment) + Draining.Patience);
        services.AddSingleton<Health>();
        if (configuration.GetConnectionString("Redis") is { Length: > 0 })
            services.AddSingleton<IHealthProbe, RedisProbe>();
        if (configuration.GetConnectionString("RabbitMq") is { Length: > 0 })
            services.AddSingleton<IHealthProbe, RabbitMqProbe>();

        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            // Sooner than the request's own limit: a caller who dawdles is told so (408), and not that we are not there (503).
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 500, gracePeriod: TimeSpan.FromSeconds(2));
            kestrel.Limits.MinResponseDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
            kestrel.Limits.MaxConcurrentConnections = configuration.GetValue("Hosting:MaxConnections", 10_000L);
        });
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = LongestRequest,
            WriteTimeoutResponse = context => Problems.WriteAsync(context, RequestErrors.Unavailable),
        });
    }

    /// <summary>Behind routing: what takes too long ends, and a host that stops asks its callers to connect elsewhere.</summary>
    public static void UseLifecycle(this IApplicationBuilder app)
    {
        var draining = app.ApplicationServices.GetRequiredService<Draining>();
        app.Use((context, next) =>
        {
            if (draining.HasBegun)
                context.Response.Headers.Connection = "close";
            return next(context);
        });
        app.UseRequestTimeouts();
    }
}
