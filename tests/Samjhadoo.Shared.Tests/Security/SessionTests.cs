using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Tests.Caching;
using Samjhadoo.Testing;
using StackExchange.Redis;

namespace Samjhadoo.Shared.Tests.Security;

/// <summary>A login that has ended ends at once on every host, whatever becomes of Redis. Two hosts share one; without it there is one host, here and there.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class SessionTests(bool withRedis)
{
    private readonly Logins _logins = new();
    private FaultProxy? _redis;
    private ModuleHost _here = null!;
    private ModuleHost _there = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (!withRedis)
        {
            _here = _there = await ModuleHost.StartAsync([new DoorModule(_logins)]);
            return;
        }

        _redis = FaultProxy.Before(await TestServers.RedisAsync());
        var options = new ModuleHostOptions { RabbitMq = true, Arguments = [$"--ConnectionStrings:Redis={_redis.Address}"] };
        _here = await ModuleHost.StartAsync([new DoorModule(_logins)], options);
        _there = await ModuleHost.StartAsync([new DoorModule(_logins)], options with { Database = _here.Database });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_there != _here)
            await _there.DisposeAsync();
        await _here.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
    }

    [TearDown]
    public async Task HealAsync()
    {
        _logins.IsDown = false;
        if (_redis is null)
            return;
        _redis.Fault = Fault.None;
        await RedisAnswersAsync(_here);
        await RedisAnswersAsync(_there);
    }

    [Test]
    public async Task A_login_that_ends_ends_at_once_where_it_was_ended_and_on_the_other_host()
    {
        var session = _logins.Open();
        (await StatusAsync(_here, session)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(_there, session)).Should().Be(HttpStatusCode.OK);

        await EndAsync(session);
        await StaysEndedAsync(session);
    }

    [Test]
    public async Task Postgres_is_asked_once_for_many_requests()
    {
        var session = _logins.Open();
        await StatusAsync(_here, session);
        var asked = _logins.Asked;
        for (var request = 0; request < 20; request++)
            (await StatusAsync(_here, session)).Should().Be(HttpStatusCode.OK);
        (_logins.Asked - asked).Should().BeLessThanOrEqualTo(2);
    }

    [Test]
    public async Task A_host_that_can_no_longer_be_sure_to_be_alone_asks_Postgres_anew()
    {
        if (withRedis)
            Assert.Pass("Hosts that share Redis are not alone.");
        var session = _logins.Open();
        (await StatusAsync(_here, session)).Should().Be(HttpStatusCode.OK);

        // Ended where this host does not hear of it.
        _logins.End(session);
        (await StatusAsync(_here, session)).Should().Be(HttpStatusCode.OK, "alone, it would have ended the login itself");
        await using (var connection = await _here.Database.OpenAsync())
        {
            await using var cut = new Npgsql.NpgsqlCommand(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'samjhadoo/lease'", connection);
            (await cut.ExecuteScalarAsync()).Should().Be(true);
        }

        await Eventually.ValueAsync(() => StatusAsync(_here, session), status => status == HttpStatusCode.Unauthorized);
        (await StatusAsync(_here, _logins.Open())).Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_login_nobody_knows_does_not_count()
        => (await StatusAsync(_here, new SessionState(1, 1, UserRole.Admin, DateTimeOffset.MaxValue, DateTimeOffset.UtcNow))).Should().Be(HttpStatusCode.Unauthorized);

    [Test]
    public async Task A_login_past_its_own_end_does_not_count()
    {
        var session = _logins.Open() with { ExpiresAt = DateTimeOffset.UtcNow.AddSeconds(-1) };
        _logins.Change(session);
        (await StatusAsync(_here, session)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task The_role_is_the_one_the_user_has_now()
    {
        var session = _logins.Open(UserRole.Admin);
        (await StatusAsync(_here, session, "admin")).Should().Be(HttpStatusCode.OK);
        _logins.Change(session with { Role = UserRole.User });
        await ForgetAsync(session);
        (await StatusAsync(_here, session, "admin")).Should().Be(HttpStatusCode.Forbidden);
        (await StatusAsync(_here, session)).Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_sensitive_door_asks_for_a_proof_of_the_last_ten_minutes()
    {
        var session = _logins.Open();
        (await StatusAsync(_here, session, "vault")).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(_there, session, "vault")).Should().Be(HttpStatusCode.OK);

        var old = _logins.Open() with { ConfirmedAt = DateTimeOffset.UtcNow.AddMinutes(-10) };
        _logins.Change(old);
        (await StatusAsync(_here, old, "vault")).Should().Be(HttpStatusCode.Forbidden);
        (await StatusAsync(_here, old)).Should().Be(HttpStatusCode.OK);

        _logins.Change(old with { ConfirmedAt = DateTimeOffset.UtcNow });
        await ForgetAsync(old);
        (await StatusAsync(_here, old, "vault")).Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task Without_the_durable_truth_an_unknown_login_is_put_off_not_refused_and_not_let_in()
    {
        var session = _logins.Open();
        _logins.IsDown = true;
        (await StatusAsync(_here, session)).Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [TestCase(Fault.Refuse)]
    [TestCase(Fault.BlackHole)]
    [TestCase(Fault.Reset)]
    public async Task With_Redis_away_logins_count_and_end_all_the_same(Fault fault)
    {
        if (_redis is null)
            Assert.Pass("There is no Redis to lose.");
        var known = _logins.Open();
        var ended = _logins.Open();
        foreach (var session in new[] { known, ended })
            (await StatusAsync(_there, session)).Should().Be(HttpStatusCode.OK);

        _redis!.Fault = fault;
        (await StatusAsync(_here, known)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(_there, known)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(_there, _logins.Open())).Should().Be(HttpStatusCode.OK);
        await EndAsync(ended);
        (await StatusAsync(_here, ended)).Should().Be(HttpStatusCode.Unauthorized);
        await Eventually.ValueAsync(() => StatusAsync(_there, ended), status => status == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(5));

        // What Redis knew before must not come back with it.
        _redis.Fault = Fault.None;
        await StaysEndedAsync(ended);
        await RedisAnswersAsync(_there);
        await StaysEndedAsync(ended);
        (await StatusAsync(_there, known)).Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_hung_Redis_costs_one_time_out_and_not_one_a_request()
    {
        if (_redis is null)
            Assert.Pass("There is no Redis to hang.");
        var session = _logins.Open();
        await StatusAsync(_here, session);
        _redis!.Fault = Fault.BlackHole;

        using var waits = new RedisWaits();
        for (var request = 0; request < 40; request++)
            (await StatusAsync(_here, session)).Should().Be(HttpStatusCode.OK);
        waits.ShouldBeOneASecond(callsAtOnce: 2);
    }

    [Test]
    public async Task Emptying_Redis_ends_no_login_and_revives_none()
    {
        if (_redis is null)
            Assert.Pass("There is no Redis to empty.");
        var live = _logins.Open();
        var ended = _logins.Open();
        await StatusAsync(_here, live);
        await StatusAsync(_here, ended);
        await EndAsync(ended);

        await using var redis = await ConnectionMultiplexer.ConnectAsync($"{await TestServers.RedisAsync()},allowAdmin=true");
        await redis.GetServers()[0].FlushAllDatabasesAsync();
        (await StatusAsync(_there, live)).Should().Be(HttpStatusCode.OK);
        await StaysEndedAsync(ended);
    }

    private async Task StaysEndedAsync(SessionState session)
    {
        foreach (var host in new[] { _here, _there })
            (await StatusAsync(host, session)).Should().Be(HttpStatusCode.Unauthorized);
    }

    private async Task EndAsync(SessionState session)
    {
        _logins.End(session);
        await ForgetAsync(session);
    }

    private Task ForgetAsync(SessionState session) => _here.Services.GetRequiredService<ISessionCache>().ForgetAsync([session.SessionId], CancellationToken.None);

    private static Task RedisAnswersAsync(ModuleHost host)
    {
        var redis = host.Services.GetRequiredService<Infrastructure.Caching.Redis>();
        return Eventually.TrueAsync(async () => (await redis.AskAsync(database => database.PingAsync())).Came && redis.IsAnswering);
    }

    private static async Task<HttpStatusCode> StatusAsync(ModuleHost host, SessionState session, string door = "me")
    {
        using var client = host.Client();
        var token = host.Services.GetRequiredService<IAccessTokens>().Issue(session.UserId, session.SessionId, session.Role).Value;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.GetAsync($"/api/v1/doors/{door}");
        return answer.StatusCode;
    }
}
