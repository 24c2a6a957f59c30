using System.Net;
using System.Security.Cryptography;
using Npgsql;
using Samjhadoo.Shared.Infrastructure.Hosting;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Shared.Tests.Security;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.Hosting;

/// <summary>What a start refuses, how a stop goes, and who may read the metrics.</summary>
public sealed class StartTests
{
    private readonly IReadOnlyList<IModule> _modules = [new DoorModule(new Logins())];
    private TestDatabase _database = null!;
    private string _keys = null!;

    [OneTimeSetUp]
    public async Task MigrateAsync() => _database = await TestDatabase.CreateAsync(_modules);

    [OneTimeTearDown]
    public async Task DropAsync() => await _database.DisposeAsync();

    [SetUp]
    public void MakeFolder() => _keys = Directory.CreateTempSubdirectory("keys").FullName;

    [TearDown]
    public void DropFolder() => Directory.Delete(_keys, recursive: true);

    [Test]
    public async Task Production_refuses_to_start_without_a_signing_key()
        => (await RefusalAsync(Production())).Should().Contain("No signing key");

    [Test]
    public async Task Production_refuses_development_keys()
    {
        PutKey("dev-1");
        PutKey("2026-11");
        (await RefusalAsync(Production())).Should().Contain("dev-1").And.Contain("development key");
    }

    [Test]
    public async Task A_key_that_is_not_P256_is_refused_by_name()
    {
        PutKey("2026-11", ECCurve.NamedCurves.nistP384);
        (await RefusalAsync(Production())).Should().Contain("2026-11").And.NotContain("BEGIN");
    }

    [Test]
    public async Task A_start_never_migrates_and_says_what_to_run()
    {
        var name = $"{_database.Name}_empty";
        await using var superuser = new NpgsqlConnection(await TestServers.SuperuserAsync());
        await superuser.OpenAsync();
        await ExecuteAsync(superuser, $"create database {name}");
        try
        {
            await using var other = new NpgsqlConnection(await TestServers.SuperuserAsync(name));
            await other.OpenAsync();
            await ExecuteAsync(other, $"grant connect on database {name} to {_database.Name}_sample");
            PutKey("2026-11");
            string[] arguments = [.. Production(), $"--ConnectionStrings:Samjhadoo={Connection(name)}"];
            (await RefusalAsync(arguments)).Should().Contain("migrate").And.Contain("Sample");
            await using var tables = new NpgsqlCommand("select count(*) from pg_tables where schemaname = 'sample'", other);
            (await tables.ExecuteScalarAsync()).Should().Be(0L);
        }
        finally
        {
            await ExecuteAsync(superuser, $"drop database {name} with (force)");
        }
    }

    [Test]
    public async Task Hosts_that_would_want_more_than_four_fifths_of_the_connections_do_not_start()
    {
        PutKey("2026-11");
        (await RefusalAsync([.. Production(), "--Database:Hosts=3"])).Should().Contain("max_connections (200)");
    }

    [Test]
    public async Task Two_hosts_that_start_at_once_make_one_development_key()
    {
        string[] sharing = [$"--ConnectionStrings:Redis={await TestServers.RedisAsync()}", $"--ConnectionStrings:RabbitMq={await TestServers.RabbitMqAsync()}"];
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var app = SamjhadooApp.Build([.. _database.Arguments, .. sharing, $"--Messaging:Prefix={_database.Name}-", "--urls=http://127.0.0.1:0", $"--Keys:Folder={_keys}"], _modules);
            await app.StartAsync();
            return app;
        })));
        Directory.GetFiles(_keys, "*.pem").Should().ContainSingle().Which.Should().EndWith("dev-1.pem");
        foreach (var host in hosts)
        {
            using var client = new HttpClient { BaseAddress = new Uri(host.Urls.Single()) };
            (await client.GetStringAsync("/.well-known/jwks.json")).Should().Contain("dev-1");
            await host.DisposeAsync();
        }
    }

    [Test]
    public async Task Metrics_are_for_this_machine_and_named_networks()
    {
        await using var host = await ModuleHost.StartAsync(_modules, new ModuleHostOptions { Database = _database });
        using var client = host.Client();
        (await client.GetAsync("/api/v1/doors/open")).EnsureSuccessStatusCode();
        (await client.GetStringAsync("/metrics")).Should().Contain("http_server_request_duration").And.Contain("db_client_connection_pool_name=\"sample\"");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        (await client.GetAsync("/metrics")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private string[] Production() =>
    [
        .. _database.Arguments.Where(argument => !argument.StartsWith("--environment", StringComparison.Ordinal)),
        "--environment=Production", "--urls=http://127.0.0.1:0", $"--Keys:Folder={_keys}", "--Hosting:DrainDelay=00:00:00",
    ];

    private string Connection(string database) =>
        _database.Arguments.Single(argument => argument.StartsWith("--ConnectionStrings:Samjhadoo=", StringComparison.Ordinal)).Split('=', 2)[1].Replace(_database.Name, database);

    private async Task<string> RefusalAsync(string[] arguments)
    {
        var (original, heard) = (Console.Error, new StringWriter());
        Console.SetError(heard);
        try
        {
            (await SamjhadooApp.RunAsync(arguments, _modules).WaitAsync(TimeSpan.FromSeconds(20))).Should().Be(1);
        }
        finally
        {
            Console.SetError(original);
        }

        return heard.ToString();
    }

    private void PutKey(string name, ECCurve? curve = null)
    {
        using var key = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Path.Combine(_keys, $"{name}.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
