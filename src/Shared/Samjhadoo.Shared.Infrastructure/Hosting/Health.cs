using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Infrastructure.Caching;
using Samjhadoo.Shared.Infrastructure.Messaging;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Shared.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Shared.Infrastructure.Hosting;

/// <summary>How one thing the host needs is.</summary>
/// <param name="Status">ok, or a word for what is wrong.</param>
/// <param name="Required">Without it the host is not ready; otherwise it is only degraded.</param>
internal sealed record HealthCheck(string Status, bool Required)
{
    public const string Ok = "ok";
    public const string NotMigrated = "not_migrated";

    public bool IsOk => Status == Ok;
}

/// <summary>What <c>/health/ready</c> tells: words, never addresses or messages, which might hold secrets.</summary>
internal sealed record HealthReport(string Status, IReadOnlyDictionary<string, string> Checks);

/// <summary>Something a host uses that can be away; more of them than Postgres and Redis register themselves.</summary>
internal interface IHealthProbe
{
    /// <summary>Stable name, e.g. <c>rabbitmq</c>.</summary>
    string Name { get; }

    /// <summary>How it is now.</summary>
    Task<HealthCheck> ProbeAsync(CancellationToken cancellationToken);
}

/// <summary>Whether this host may be sent requests: each module's database answers to its role and is migrated, and the clocks agree.</summary>
internal sealed class Health(
    ModuleRegistry modules, IConfiguration configuration, IServiceScopeFactory scopes, IEnumerable<IHealthProbe> probes, TimeProvider time, Draining draining)
    : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _checking = new(1);
    private readonly ConcurrentDictionary<string, string?> _latestMigrations = new();
    private HealthReport? _report;
    private long _reportedAt;

    /// <summary>The state now, at most a second old; however many ask, it is looked up once.</summary>
    public async Task<HealthReport> ReportAsync(CancellationToken cancellationToken)
    {
        if (draining.HasBegun)
            return new("stopping", new Dictionary<string, string>());
        await _checking.WaitAsync(cancellationToken);
        try
        {
            if (_report is null || Stopwatch.GetElapsedTime(_reportedAt) > Fresh)
            {
                _report = await LookAsync(CancellationToken.None);
                _reportedAt = Stopwatch.GetTimestamp();
            }

            return _report;
        }
        finally
        {
            _checking.Release();
        }
    }

    /// <summary>The modules whose schema lacks what this build needs; empty while that can't be told.</summary>
    public async Task<IReadOnlyList<string>> NotMigratedAsync(CancellationToken cancellationToken)
    {
        var checks = await Task.WhenAll(modules.All.Select(async module => (module.Name, Check: await ProbeAsync(module, cancellationToken))));
        return [.. checks.Where(check => check.Check.Status == HealthCheck.NotMigrated).Select(check => check.Name)];
    }

    /// <summary>How many connections the database server takes; null while that can't be told.</summary>
    public async Task<int?> MaxConnectionsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(modules.All[0], cancellationToken);
            await using var command = new NpgsqlCommand("select current_setting('max_connections')::int", connection);
            return (int?)await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
        {
            return null;
        }
    }

    public void Dispose() => _checking.Dispose();

    private async Task<HealthReport> LookAsync(CancellationToken cancellationToken)
    {
        var checks = await Task.WhenAll(
        [
            .. modules.All.Select(async module => (Name: $"database.{module.Schema}", Check: await ProbeAsync(module, cancellationToken))),
            .. probes.Select(async probe => (probe.Name, Check: await probe.ProbeAsync(cancellationToken))),
        ]);
        var status = checks.Any(check => check.Check is { Required: true, IsOk: false }) ? "unready" : checks.All(check => check.Check.IsOk) ? "ready" : "degraded";
        return new(status, checks.ToDictionary(check => check.Name, check => check.Check.Status));
    }

    private async Task<HealthCheck> ProbeAsync(RegisteredModule module, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var connection = await OpenAsync(module, patience.Token);
            var sent = time.GetUtcNow();
            await using var command = new NpgsqlCommand(
                $"""
                select clock_timestamp(),
                       to_regclass('outbox_messages') is not null
                       and ($1::text is null or exists (select from {Databases.History} where migration_id = $1))
                """,
                connection);
            command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = LatestMigrationOf(module) });
            await using var row = await command.ExecuteReaderAsync(patience.Token);
            await row.ReadAsync(patience.Token);
            var received = time.GetUtcNow();
            if (!row.GetBoolean(1))
                return new(HealthCheck.NotMigrated, Required: true);

            var theirs = new DateTimeOffset(row.GetDateTime(0));
            return new(theirs < sent - ClockTolerance || theirs > received + ClockTolerance ? "clock_off" : HealthCheck.Ok, Required: true);
        }
        catch (PostgresException missing) when (missing.SqlState is
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InvalidCatalogName
            or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InsufficientPrivilege)
        {
            return new(HealthCheck.NotMigrated, Required: true);
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or TimeoutException or IOException)
        {
            return new("unreachable", Required: true);
        }
    }

    // A connection of its own: a full pool must not take every host out at once.
    private async Task<NpgsqlConnection> OpenAsync(RegisteredModule module, CancellationToken cancellationToken)
    {
        var login = Databases.LoginOf(configuration, module.Module);
        login.Pooling = false;
        login.Timeout = (int)Patience.TotalSeconds;
        var connection = new NpgsqlConnection(login.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private string? LatestMigrationOf(RegisteredModule module) => _latestMigrations.GetOrAdd(module.Name, _ =>
    {
        using var scope = scopes.CreateScope();
        return ((DbContext)scope.ServiceProvider.GetRequiredService(module.ContextType)).Database.GetMigrations().LastOrDefault();
    });
}

/// <summary>Redis is not needed: sessions, limits and the cache go on without it.</summary>
internal sealed class RedisProbe(Redis redis) : IHealthProbe
{
    public string Name => "redis";

    public async Task<HealthCheck> ProbeAsync(CancellationToken cancellationToken) =>
        new((await redis.AskAsync(database => database.PingAsync())).Came ? HealthCheck.Ok : "unreachable", Required: false);
}

/// <summary>The broker is not needed to serve: events wait in their outboxes.</summary>
internal sealed class RabbitMqProbe(ITransport transport) : IHealthProbe
{
    public string Name => "rabbitmq";

    public Task<HealthCheck> ProbeAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new HealthCheck(transport.IsReady ? HealthCheck.Ok : "unreachable", Required: false));
}

internal static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new HealthReport("live", new Dictionary<string, string>())))
            .AllowAnonymous().Unlimited().ExcludeFromDescription();
        routes.MapGet("/health/ready", async (Health health, CancellationToken cancellationToken) =>
            {
                var report = await health.ReportAsync(cancellationToken);
                return TypedResults.Json(report, statusCode: report.Status is "ready" or "degraded" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
            })
            .AllowAnonymous().Unlimited().ExcludeFromDescription();
    }
}
