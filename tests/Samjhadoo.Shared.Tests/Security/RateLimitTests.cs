using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.Security;

/// <summary>Limits per user, per address and per name: told with every answer, shared by hosts, kept without Redis.</summary>
public sealed class RateLimitTests
{
    private readonly Logins _logins = new();
    private FaultProxy _redis = null!;
    private ModuleHost _here = null!;
    private ModuleHost _there = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _redis = FaultProxy.Before(await TestServers.RedisAsync());
        string[] arguments =
        [
            $"--ConnectionStrings:Redis={_redis.Address}", "--RateLimits:Factor=1", "--RateLimits:user=10", "--RateLimits:ip=100", "--Http:KnownProxies:0=127.0.0.1",
        ];
        var options = new ModuleHostOptions { RabbitMq = true, Arguments = arguments };
        _here = await ModuleHost.StartAsync([new DoorModule(_logins)], options);
        _there = await ModuleHost.StartAsync([new DoorModule(_logins)], options with { Database = _here.Database });
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Test]
    public async Task Every_answer_tells_the_tightest_limit_and_what_is_left_of_it()
    {
        var session = _logins.Open();
        foreach (var (door, status) in new[] { ("me", 200), ("admin", 403), ("nowhere", 404), ("forgotten", 403), ("broken", 500) })
        {
            using var answer = await CallAsync(_here, door, session: session);
            ((int)answer.StatusCode).Should().Be(status, door);
            Header(answer, "RateLimit-Limit").Should().Be(10, door);
            Header(answer, "RateLimit-Reset").Should().BeInRange(1, 60);
        }

        using var last = await CallAsync(_here, "me", session: session);
        Header(last, "RateLimit-Remaining").Should().Be(4);
    }

    [Test]
    public async Task Answers_given_before_any_route_runs_tell_it_too()
    {
        var left = 100;
        foreach (var (method, door, contentType, status) in new[]
        {
            ("GET", "me", null, 401),
            ("GET", "nowhere", null, 404),
            ("DELETE", "open", null, 405),
            ("GET", "open?x=%00", null, 400),
            ("GET", "open", "no content type", 415),
            ("GET", "open", "text/plain; charset=utf-7", 415),
        })
        {
            using var client = _here.Client();
            using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/doors/{door}");
            if (contentType is not null)
            {
                request.Content = new ByteArrayContent([1]);
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }

            using var answer = await client.SendAsync(request);

            ((int)answer.StatusCode).Should().Be(status, door);
            Header(answer, "RateLimit-Limit").Should().Be(100, door);
            Header(answer, "RateLimit-Remaining").Should().Be(--left, door);
            Header(answer, "RateLimit-Reset").Should().BeInRange(1, 60);
            answer.Headers.GetValues("RateLimit-Policy").Should().Equal("100;w=60");
        }
    }

    [Test]
    public async Task Hosts_count_together_and_the_one_too_many_is_told_when_to_come_back()
    {
        var session = _logins.Open();
        for (var request = 0; request < 10; request++)
        {
            using var answer = await CallAsync(request % 2 == 0 ? _here : _there, "me", session: session);
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        foreach (var host in new[] { _here, _there })
        {
            using var refused = await CallAsync(host, "me", session: session);
            refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
            Header(refused, "RateLimit-Limit").Should().Be(10);
            Header(refused, "RateLimit-Remaining").Should().Be(0);
            refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.Should().BeInRange(1, 60);
        }

        using var other = await CallAsync(_here, "me", session: _logins.Open());
        other.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_named_limit_counts_callers_by_address_where_nobody_is_logged_in()
    {
        for (var request = 0; request < 3; request++)
            (await StatusAsync(_here, "narrow", "203.0.113.1")).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(_there, "narrow", "203.0.113.1")).Should().Be(HttpStatusCode.TooManyRequests);
        (await StatusAsync(_there, "narrow", "203.0.113.2")).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(_there, "open", "203.0.113.1")).Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task Addresses_of_one_IPv6_network_are_one_caller()
    {
        for (var request = 0; request < 3; request++)
            (await StatusAsync(_here, "narrow", $"2001:db8::{request}")).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(_here, "narrow", "2001:db8::ffff")).Should().Be(HttpStatusCode.TooManyRequests);
        (await StatusAsync(_here, "narrow", "2001:db8:1::1")).Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task Health_and_keys_of_machines_are_not_counted()
    {
        using var client = _here.Client();
        using var answer = await client.GetAsync("/health/ready");
        answer.Headers.Contains("RateLimit-Limit").Should().BeFalse();
    }

    [TestCase(Fault.Refuse)]
    [TestCase(Fault.BlackHole)]
    public async Task Without_Redis_each_host_still_keeps_the_limit(Fault fault)
    {
        _redis.Fault = fault;
        for (var request = 0; request < 3; request++)
            (await StatusAsync(_here, "narrow", "203.0.113.9")).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(_here, "narrow", "203.0.113.9")).Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Test]
    public async Task A_flood_in_parallel_gets_no_more_than_its_limit()
    {
        var address = $"203.0.113.{RandomNumberGenerator.GetInt32(10, 250)}";
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(request => StatusAsync(request % 2 == 0 ? _here : _there, "narrow", address)));
        answers.Count(status => status == HttpStatusCode.OK).Should().Be(3);
    }

    private static async Task<HttpStatusCode> StatusAsync(ModuleHost host, string door, string address)
    {
        using var answer = await CallAsync(host, door, address);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> CallAsync(ModuleHost host, string door, string? address = null, SessionState? session = null)
    {
        using var client = host.Client();
        if (address is not null)
            client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        if (session is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer", host.Services.GetRequiredService<IAccessTokens>().Issue(session.UserId, session.SessionId, session.Role).Value);
        return await client.GetAsync($"/api/v1/doors/{door}");
    }

    private static int Header(HttpResponseMessage answer, string name) => int.Parse(answer.Headers.GetValues(name).Single());
}
