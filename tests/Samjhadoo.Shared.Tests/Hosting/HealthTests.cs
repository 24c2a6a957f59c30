using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Samjhadoo.Shared.Tests.Security;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.Hosting;

/// <summary>Ready means: send me requests. What the host can do without only makes it degraded.</summary>
public sealed class HealthTests
{
    private FaultProxy _postgres = null!;
    private FaultProxy _redis = null!;
    private TestDatabase _database = null!;
    private ModuleHost _host = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _database = await TestDatabase.CreateAsync([new DoorModule(new Logins())]);
        var server = new NpgsqlConnectionStringBuilder(await TestServers.SuperuserAsync());
        _postgres = FaultProxy.Before($"{server.Host}:{server.Port}");
        _redis = FaultProxy.Before(await TestServers.RedisAsync());
        _host = await StartHostAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
        await _redis.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    [Test]
    public async Task Ready_names_what_was_looked_at_and_no_address()
    {
        using var client = _host.Client();
        var answer = await client.GetAsync("/health/ready");
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var body = await answer.Content.ReadAsStringAsync();
        var report = JsonNode.Parse(body)!;
        report["status"]!.GetValue<string>().Should().Be("ready");
        report["checks"]!.AsObject().Select(check => check.Key).Should().BeEquivalentTo("database.sample", "redis");
        body.Should().NotContain("127.0.0.1").And.NotContain("assword").And.NotContain(_database.Name);
    }

    [TestCase(Fault.Refuse)]
    [TestCase(Fault.BlackHole)]
    public async Task Without_Postgres_the_host_lives_is_not_ready_and_comes_back(Fault fault)
    {
        _postgres.Fault = fault;
        await BecomesAsync("unready", HttpStatusCode.ServiceUnavailable);
        using (var client = _host.Client())
            (await client.GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);

        _postgres.Fault = Fault.None;
        await BecomesAsync("ready", HttpStatusCode.OK);
    }

    [Test]
    public async Task Without_Redis_the_host_is_ready_and_says_that_something_is_missing()
    {
        _redis.Fault = Fault.Refuse;
        await BecomesAsync("degraded", HttpStatusCode.OK);
        _redis.Fault = Fault.None;
        await BecomesAsync("ready", HttpStatusCode.OK);
    }

    [TestCase(5)]
    [TestCase(-60)]
    [TestCase(-30 * 24 * 60 * 60)]
    public async Task A_host_whose_clock_is_off_is_not_ready(int seconds)
    {
        _host.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await BecomesAsync("unready", HttpStatusCode.ServiceUnavailable);
        _host.Clock.Reset();
        await BecomesAsync("ready", HttpStatusCode.OK);
    }

    [Test]
    public async Task A_schema_that_lost_what_this_build_needs_is_not_ready()
    {
        await using var connection = await _database.OpenAsync();
        await using var command = new NpgsqlCommand("delete from sample.migrations_history", connection);
        await command.ExecuteNonQueryAsync();
        await BecomesAsync("unready", HttpStatusCode.ServiceUnavailable);
    }

    [Test]
    public async Task A_host_starts_without_Postgres_and_is_ready_when_it_comes()
    {
        await _host.DisposeAsync();
        _postgres.Fault = Fault.Refuse;
        _host = await StartHostAsync();
        using var client = _host.Client();
        (await client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        _postgres.Fault = Fault.None;
        await Eventually.TrueAsync(async () => (await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK);
    }

    private Task<ModuleHost> StartHostAsync() => ModuleHost.StartAsync([new DoorModule(new Logins())], new ModuleHostOptions
    {
        Database = _database,
        Arguments =
        [
            $"--ConnectionStrings:Samjhadoo=Host=127.0.0.1;Port={_postgres.Port};Database={_database.Name}",
            $"--ConnectionStrings:Redis={_redis.Address}",
        ],
    });

    private async Task BecomesAsync(string status, HttpStatusCode code)
    {
        using var client = _host.Client();
        await Eventually.ValueAsync(
            async () =>
            {
                var answer = await client.GetAsync("/health/ready");
                return ((await answer.Content.ReadFromJsonAsync<JsonNode>())!["status"]!.GetValue<string>(), answer.StatusCode);
            },
            seen => seen == (status, code),
            TimeSpan.FromSeconds(10));
    }
}
