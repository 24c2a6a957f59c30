using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using Samjhadoo.Shared.Infrastructure.Hosting;
using Samjhadoo.Testing;
using StackExchange.Redis;

namespace Samjhadoo.EndToEnd.Tests.Lab;

/// <summary>
/// Real hosts over servers that may be stopped, hung and killed, and an empty database. Every fault ends with <see cref="Audit"/>.
/// </summary>
public sealed class FaultLab : IAsyncDisposable
{
    private readonly LabServers _servers;
    private readonly WebApplication _desk;
    private readonly string? _broker;

    private FaultLab(LabServers servers, TestDatabase database, IReadOnlyList<string> arguments, WebApplication desk, string? broker)
    {
        _servers = servers;
        _desk = desk;
        _broker = broker;
        Database = database;
        Arguments = arguments;
    }

    /// <summary>True when build/faults asks for full size; otherwise the same faults in seconds.</summary>
    public static bool FullSize { get; } = Environment.GetEnvironmentVariable("SAMJHADOO_FAULTS_FULL") == "1";

    /// <summary>How long something that is promised within this time may take: just so long at full size, three times as long on a machine that is busy with other tests.</summary>
    public static TimeSpan Promised(int seconds) => TimeSpan.FromSeconds(FullSize ? seconds : 3 * seconds);

    public TestDatabase Database { get; }

    /// <summary>The command line every host of this lab is started with.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The lab's folder.</summary>
    public string Folder => _servers.Folder;

    public List<HostProcess> Hosts { get; } = [];

    /// <summary>What build/servers says of the lab's servers.</summary>
    public IReadOnlyDictionary<string, string> Servers => _servers.Lines;

    /// <summary>Starts servers, a database and hosts.</summary>
    /// <param name="hosts">How many hosts; more than one needs Redis and RabbitMQ.</param>
    /// <param name="redis">With Redis.</param>
    /// <param name="rabbitMq">With RabbitMQ; otherwise events are delivered in process.</param>
    /// <param name="folder">Where servers of the lab's own keep their data.</param>
    /// <param name="durable">A PostgreSQL of the lab's own that keeps what it has acknowledged when it is killed.</param>
    public static async Task<FaultLab> StartAsync(int hosts = 1, bool redis = false, bool rabbitMq = false, string? folder = null, bool durable = false)
    {
        var servers = folder is not null || durable ? LabServers.Own(folder, durable) : LabServers.Shared();
        await servers.UpAsync([.. (string[])["postgres"], .. redis ? (string[])["redis"] : [], .. rabbitMq ? (string[])["rabbitmq"] : []]);
        var database = await servers.DatabaseAsync();
        var prefix = $"{RandomNumberGenerator.GetHexString(6, lowercase: true)}-";
        List<string> all =
        [
            // Retries and take-overs follow each other quickly, so that a fault is over in seconds.
            .. FullSize
                ? []
                : (string[])["--Messaging:BackOff=00:00:00.2", "--Messaging:Lease=00:00:03", "--Messaging:AttemptTimeout=00:00:04", "--Messaging:ConfirmsTimeout=00:00:20"],
            .. database.Arguments, $"--Mail:Folder={servers.Folder}/mail", $"--Keys:Folder={servers.Folder}/keys",
        ];
        if (redis)
        {
            all.Add($"--ConnectionStrings:Redis={servers.Lines["SAMJHADOO_REDIS"]}");
            await using var emptied = await ConnectionMultiplexer.ConnectAsync($"{servers.Lines["SAMJHADOO_REDIS"]},allowAdmin=true");
            await emptied.GetServers()[0].FlushAllDatabasesAsync();
        }

        if (rabbitMq)
            all.AddRange([$"--ConnectionStrings:RabbitMq={servers.Lines["SAMJHADOO_RABBITMQ"]}", $"--Messaging:Prefix={prefix}"]);

        // Signs tokens and issues nothing else; it is never started.
        var desk = SamjhadooApp.Build([.. all], Tally.Modules);
        var lab = new FaultLab(servers, database, all, desk, rabbitMq ? servers.Lines["SAMJHADOO_RABBITMQ"] : null);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, hosts).Select(_ => lab.AddHostAsync()));
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    public async Task<HostProcess> AddHostAsync(params IReadOnlyList<string> arguments)
    {
        var host = new HostProcess([.. Arguments, .. arguments]);
        Hosts.Add(host);
        await host.StartAsync();
        return host;
    }

    /// <summary>Does something to one of the lab's servers: <c>kill</c>, <c>pause</c>, <c>resume</c>, <c>restart</c>, <c>down</c>, <c>up</c>.</summary>
    public Task ServerAsync(string action, string server) => _servers.ActAsync(action, server);

    /// <summary>Runs rabbitmqctl against the lab's broker.</summary>
    public Task RabbitMqControlAsync(params IEnumerable<string> arguments) =>
        TestServers.RunScriptAsync("servers", ["--dir", Folder, "rabbitmqctl", .. arguments]);

    /// <summary>Drops the database and lets <paramref name="restore"/> make it anew.</summary>
    public async Task RestoreAsync(Func<Task> restore)
    {
        NpgsqlConnection.ClearAllPools();
        await using (var connection = new NpgsqlConnection(TestServers.SuperuserOf(Servers)))
        {
            await connection.OpenAsync();
            await connection.ExecuteAsync($"drop database {Database.Name} with (force)");
        }

        await restore();
    }

    public Task<TestAccount> AccountAsync(string role = Shared.Domain.UserRole.User) => TestAccount.CreateAsync(Database, _desk.Services, role);

    /// <summary>Accounts with an opened wallet and this balance each, paid by the system through the ledger.</summary>
    public async Task<IReadOnlyList<TestAccount>> FundedAccountsAsync(int count, decimal balance)
    {
        var accounts = new List<TestAccount>();
        for (var number = 0; number < count; number++)
        {
            var account = await AccountAsync();
            await Bank.FundAsync(Database, account.Id, balance);
            accounts.Add(account);
        }

        return accounts;
    }

    public async Task<T?> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenAsync();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    /// <summary>Nothing is on its way any more: no unsent event, no open delivery.</summary>
    public Task DrainedAsync(TimeSpan? within = null) => Eventually.ValueAsync(
        async () =>
        {
            await using var connection = await Database.OpenAsync();
            var waiting = 0L;
            foreach (var module in Tally.Modules)
            {
                waiting += await connection.ExecuteScalarAsync<long>(
                    $"select (select count(*) from {module.Schema}.outbox_messages where sent_at is null) + (select count(*) from {module.Schema}.outbox_deliveries)");
            }

            return waiting;
        },
        waiting => waiting == 0,
        within ?? TimeSpan.FromMinutes(2),
        "every event is delivered");

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts)
            host.Dispose();
        if (_servers.IsShared)
        {
            await _servers.HealAsync();
            if (_broker is not null)
                await TestBroker.ForgetAsync(_broker, _desk.Services);
        }
        else
        {
            await _servers.DisposeAsync();
        }

        await _desk.DisposeAsync();
    }
}
