using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.Shared.Infrastructure.Hosting;

/// <summary>
/// Keeps hosts apart that can't hear of each other: one without Redis or RabbitMQ must be alone on its database, those with both
/// share it (decision 10). An advisory lock of Postgres on one connection that lives as long as the host: exclusive for the one,
/// shared by the others, free at once when the process is killed.
/// </summary>
internal sealed partial class HostLease(ModuleRegistry modules, IConfiguration configuration, IHostApplicationLifetime lifetime, ILogger<HostLease> logger)
    : BackgroundService
{
    /// <summary>Two numbers: hashed keys, of one number, never meet them.</summary>
    internal const string Lock = "1935764072, 1";

    // A lost connection is noticed within these two together, long before Postgres frees the lock of a host it can't reach.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private const int PatienceSeconds = 2;

    private readonly bool _mustBeAlone = !HasConnection(configuration, "Redis") || !HasConnection(configuration, "RabbitMq");

    // A predecessor may be on its way out, and Postgres may not have noticed yet that it went.
    private readonly TimeSpan _wait = configuration.GetValue("Hosting:LeaseWait", TimeSpan.FromSeconds(5));

    private NpgsqlConnection? _connection;
    private int _terms;
    private volatile int _aloneSince;

    /// <summary>
    /// Another number for each time in which this host is known to be alone, 0 while it is not: what it remembers of one such time
    /// says nothing in the next.
    /// </summary>
    public int AloneSince => _aloneSince;

    /// <summary>Another host took the database while this one could not reach it, so this one stops.</summary>
    public bool IsLost { get; private set; }

    /// <summary>
    /// Takes or keeps the lease. Waits a little for another's to end, then refuses; a database that can't be reached is left to the
    /// next turn.
    /// </summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await HoldAsync(cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(started) > _wait)
                throw new StartRefusedException(_mustBeAlone
                    ? "Another host serves this database, and without Redis and RabbitMQ a host must be alone. Stop the other one, or set ConnectionStrings:Redis and ConnectionStrings:RabbitMq for both."
                    : "A host without Redis or RabbitMQ serves this database and must be alone. Stop it, or set ConnectionStrings:Redis and ConnectionStrings:RabbitMq for it too.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _connection?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TakeAsync(stoppingToken);
        }
        catch (StartRefusedException refused)
        {
            IsLost = true;
            Lost(refused.Message);
            lifetime.StopApplication();
        }
    }

    // False when another host has it. While Postgres does not say, nobody else can take it either.
    private async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_connection is not null)
            {
                await using var ping = new NpgsqlCommand("select 1", _connection);
                await ping.ExecuteScalarAsync(cancellationToken);
                return true;
            }

            var connection = new NpgsqlConnection(Login());
            try
            {
                await connection.OpenAsync(cancellationToken);
                await using var take = new NpgsqlCommand($"select pg_try_advisory_lock{(_mustBeAlone ? "" : "_shared")}({Lock})", connection);
                if (!(bool)(await take.ExecuteScalarAsync(cancellationToken))!)
                    return false;
                (_connection, connection) = (connection, null);
                _aloneSince = _mustBeAlone ? ++_terms : 0;
                return true;
            }
            finally
            {
                if (connection is not null)
                    await connection.DisposeAsync();
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
        {
            _aloneSince = 0;
            if (_connection is null)
                return true;
            Broken(exception.Message);
            await _connection.DisposeAsync();
            _connection = null;
            return true;
        }
    }

    // The server asks after a client that is silent, so that the lease of a machine that died is free half a minute later.
    private string Login()
    {
        var login = Databases.LoginOf(configuration, modules.All[0].Module);
        login.ApplicationName = "samjhadoo/lease";
        login.Pooling = false;
        login.Timeout = PatienceSeconds;
        login.CommandTimeout = PatienceSeconds;
        login.Options = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";
        return login.ConnectionString;
    }

    private static bool HasConnection(IConfiguration configuration, string name) => configuration.GetConnectionString(name) is { Length: > 0 };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection that holds this host's lease broke and is made anew: {Reason}")]
    private partial void Broken(string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "This host stops: {Reason}")]
    private partial void Lost(string reason);
}
