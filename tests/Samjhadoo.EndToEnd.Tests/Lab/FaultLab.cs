using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using Samjhadoo.Shared.Infrastructure.Hosting;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Lab;

/// <summary>
/// Real hosts over servers of their own that may be stopped, hung and killed: no other test shares them. Every fault ends with
/// <see cref="Audit"/>.
/// </summary>
public sealed class FaultLab : IAsyncDisposable
{
    private readonly string _folder;
    private readonly WebApplication _desk;

    private FaultLab(string folder, TestDatabase database, IReadOnlyList<string> arguments, WebApplication desk)
    {
        _folder = folder;
        _desk = desk;
        Database = database;
        Arguments = arguments;
    }

    /// <summary>True when build/faults asks for full size; otherwise the same faults in seconds.</summary>
    public static bool FullSize { get; } = Environment.GetEnvironmentVariable("SAMJHADOO_FAULTS_FULL") == "1";

    public TestDatabase Database { get; }

    /// <summary>The command line every host of this lab is started with.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The lab's private folder.</summary>
    public string Folder => _folder;

    public List<HostProcess> Hosts { get; } = [];

    public IReadOnlyDictionary<string, string> Servers { get; private init; } = new Dictionary<string, string>();

    private bool IsDurable { get; init; }

    /// <summary>Starts servers, a database and hosts.</summary>
    /// <param name="hosts">How many hosts; more than one needs Redis and RabbitMQ.</param>
    /// <param name="redis">With Redis.</param>
    /// <param name="rabbitMq">With RabbitMQ; otherwise events are delivered in process.</param>
    /// <param name="folder">Where the servers keep their data; a folder of the checkout without it.</param>
    /// <param name="durable">PostgreSQL keeps what it has acknowledged when it is killed.</param>
    public static async Task<FaultLab> StartAsync(int hosts = 1, bool redis = false, bool rabbitMq = false, string? folder = null, bool durable = false)
    {
        folder ??= Path.Combine(TestServers.Root, ".run", "lab", RandomNumberGenerator.GetHexString(6, lowercase: true));
        Directory.CreateDirectory(folder);
        List<string> wanted = ["--postgres"];
        if (redis)
            wanted.Add("--redis");
        if (rabbitMq)
            wanted.Add("--rabbitmq");
        var servers = TestServers.Lines(await TestServers.RunScriptAsync(
            "servers", ["up", "--dir", folder, .. durable ? (string[])[] : ["--fast"], "--lease", $"{Environment.ProcessId}", .. wanted]));

        var database = await TestDatabase.CreateAsync(Tally.Modules, TestServers.SuperuserOf(servers));
        List<string> all =
        [
            // Retries and take-overs follow each other quickly, so that a fault is over in seconds.
            .. FullSize ? [] : (string[])["--Messaging:BackOff=00:00:00.2", "--Messaging:Lease=00:00:03", "--Messaging:AttemptTimeout=00:00:04"],
            .. database.Arguments, $"--Mail:Folder={folder}/mail", $"--Keys:Folder={folder}/keys",
        ];
        if (redis)
            all.Add($"--ConnectionStrings:Redis={servers["SAMJHADOO_REDIS"]}");
        if (rabbitMq)
            all.Add($"--ConnectionStrings:RabbitMq={servers["SAMJHADOO_RABBITMQ"]}");

        // Signs tokens and issues nothing else; it is never started.
        var desk = SamjhadooApp.Build([.. all], Tally.Modules);
        var lab = new FaultLab(folder, database, all, desk) { Servers = servers, IsDurable = durable };
        for (var number = 0; number < hosts; number++)
            await lab.AddHostAsync();
        return lab;
    }

    public async Task<HostProcess> AddHostAsync(params IReadOnlyList<string> arguments)
    {
        var host = new HostProcess([.. Arguments, .. arguments]);
        Hosts.Add(host);
        await host.StartAsync();
        return host;
    }

    /// <summary>Does something to one of the lab's servers: <c>kill</c>, <c>pause</c>, <c>resume</c>, <c>restart</c>, <c>down</c>, <c>up</c>.</summary>
    public async Task ServerAsync(string action, string server)
    {
        if (action == "up")
            await TestServers.RunScriptAsync("servers", ["up", "--dir", _folder, .. IsDurable ? (string[])[] : ["--fast"], "--lease", $"{Environment.ProcessId}", $"--{server}"]);
        else
            await TestServers.RunScriptAsync("servers", action, "--dir", _folder, $"--{server}");

        // What this process had open went with the server.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Runs rabbitmqctl against the lab's broker.</summary>
    public Task RabbitMqControlAsync(params IEnumerable<string> arguments) =>
        TestServers.RunScriptAsync("servers", ["--dir", _folder, "rabbitmqctl", .. arguments]);

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
        await _desk.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await TestServers.RunScriptAsync("servers", "down", "--dir", _folder, "--fresh");
        foreach (var entry in new DirectoryInfo(_folder).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
    }
}
