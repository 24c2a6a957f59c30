using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;
using StackExchange.Redis;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F5")]
public sealed class F05_RedisAway
{
    [TestCase("kill", "up", 300)]
    [TestCase("pause", "resume", 60)]
    public async Task Money_keys_and_ended_logins_do_not_need_it(string fault, string remedy, int fullSeconds)
    {
        await using var lab = await FaultLab.StartAsync(redis: true);
        var host = lab.Hosts[0];
        var accounts = await lab.FundedAccountsAsync(8, 10_000m);
        var bank = new Bank(accounts, 10_000m, host.Url);
        await bank.RunAsync(8, 100);
        var leaver = await lab.AccountAsync();
        (await CallAsync(host, leaver)).Should().Be(HttpStatusCode.OK);

        var started = Stopwatch.GetTimestamp();
        var seconds = FaultLab.FullSize ? fullSeconds : 3;
        await lab.ServerAsync(fault, "redis");
        await bank.RunAsync(8, 300);
        using (var client = leaver.Client(host.Url))
            (await client.PostAsync("/api/v1/auth/logout", null)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await CallAsync(host, leaver)).Should().Be(HttpStatusCode.Unauthorized, "the login has ended");
        (await host.IsReadyAsync()).Should().BeTrue("Redis is not needed to serve");
        await LoginStaysShutAsync(host, leaver);
        await Eventually.TrueAsync(() => Task.FromResult(Stopwatch.GetElapsedTime(started).TotalSeconds > seconds), TimeSpan.FromSeconds(seconds + 60), "it stays away");

        await lab.ServerAsync(remedy, "redis");
        for (var request = 0; request < 50; request++)
            (await CallAsync(host, leaver)).Should().Be(HttpStatusCode.Unauthorized, "what Redis knew before does not come back with it");
        await bank.RunAsync(8, 100);
        bank.Transfers.Should().OnlyContain(transfer => transfer.Answer != null, "no transfer needs Redis");
        await Audit.CleanAsync(lab, bank);
    }

    [Test]
    public async Task Emptied_it_fills_again()
    {
        await using var lab = await FaultLab.StartAsync(redis: true);
        var host = lab.Hosts[0];
        var bank = new Bank(await lab.FundedAccountsAsync(8, 10_000m), 10_000m, host.Url);
        var leaver = await lab.AccountAsync();
        using (var client = leaver.Client(host.Url))
            (await client.PostAsync("/api/v1/auth/logout", null)).StatusCode.Should().Be(HttpStatusCode.NoContent);

        await using var redis = await ConnectionMultiplexer.ConnectAsync($"{lab.Servers["SAMJHADOO_REDIS"]},allowAdmin=true");
        using var until = new CancellationTokenSource();
        var load = bank.RunAsync(8, until.Token);
        for (var round = 0; round < (FaultLab.FullSize ? 50 : 10); round++)
        {
            await redis.GetServers()[0].FlushAllDatabasesAsync();
            (await CallAsync(host, leaver)).Should().Be(HttpStatusCode.Unauthorized);
        }

        await until.CancelAsync();
        await load;
        bank.Transfers.Should().OnlyContain(transfer => transfer.Answer != null);
        await Audit.CleanAsync(lab, bank);
    }

    private static async Task<HttpStatusCode> CallAsync(HostProcess host, TestAccount account)
    {
        using var client = account.Client(host.Url);
        return (await client.GetAsync("/api/v1/auth/sessions")).StatusCode;
    }

    // Guesses are counted without Redis too: after a few the account's door slows down, and no guess ever opens it.
    private static async Task LoginStaysShutAsync(HostProcess host, TestAccount account)
    {
        var answers = new List<HttpStatusCode>();
        for (var guess = 0; guess < 8; guess++)
            answers.Add((await host.Client.PostAsJsonAsync("/api/v1/auth/login", new { login = account.Username, password = $"guess number {guess}" })).StatusCode);
        answers.Should().OnlyContain(status => status == HttpStatusCode.Unauthorized || status == HttpStatusCode.TooManyRequests);
        answers.Should().Contain(HttpStatusCode.TooManyRequests);
    }
}
