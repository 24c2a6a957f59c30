using System.Diagnostics;
using System.Text.Json.Nodes;
using Npgsql;
using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F3")]
public sealed class F03_PostgresAway
{
    [Test]
    public async Task Killed_under_load_it_costs_503s_and_nothing_else()
    {
        var (rounds, seconds) = FaultLab.FullSize ? (5, 10) : (2, 3);
        await using var lab = await FaultLab.StartAsync(durable: true);
        var bank = new Bank(await lab.FundedAccountsAsync(12, 10_000m), 10_000m, lab.Hosts[0].Url);
        using var until = new CancellationTokenSource();
        var load = bank.RunAsync(16, until.Token);

        var away = TimeSpan.Zero;
        for (var round = 0; round < rounds; round++)
        {
            await GoesOnAsync(bank, TimeSpan.FromSeconds(10));
            var started = Stopwatch.GetTimestamp();
            await lab.ServerAsync("kill", "postgres");
            await AwayAsync(seconds);
            await lab.ServerAsync("up", "postgres");
            NpgsqlConnection.ClearAllPools();
            await GoesOnAsync(bank, FaultLab.Promised(seconds: 5));
            away += Stopwatch.GetElapsedTime(started);
            (await lab.Hosts[0].IsReadyAsync()).Should().BeTrue();
        }

        await until.CancelAsync();
        await load;
        await bank.SettleAsync();
        AtMostOneErrorLineASecond(lab, away + TimeSpan.FromSeconds(rounds));
        await Audit.CleanAsync(lab, bank);
    }

    [Test]
    public async Task Hung_it_costs_503s_in_bounded_time_and_nothing_else()
    {
        var seconds = FaultLab.FullSize ? 30 : 10;
        await using var lab = await FaultLab.StartAsync();
        var bank = new Bank(await lab.FundedAccountsAsync(12, 10_000m), 10_000m, lab.Hosts[0].Url);
        using var until = new CancellationTokenSource();
        var load = bank.RunAsync(16, until.Token);
        await GoesOnAsync(bank, TimeSpan.FromSeconds(10));

        var started = Stopwatch.GetTimestamp();
        await lab.ServerAsync("pause", "postgres");
        await Eventually.TrueAsync(async () => !await lab.Hosts[0].IsReadyAsync(), TimeSpan.FromSeconds(10), "the host is not ready");
        await AwayAsync(seconds);
        await lab.ServerAsync("resume", "postgres");
        await GoesOnAsync(bank, FaultLab.Promised(seconds: 5));
        var away = Stopwatch.GetElapsedTime(started);

        await until.CancelAsync();
        await load;
        bank.Slowest.Should().BeLessThan(Bank.LongestCall, "every call is bounded by its time-outs");
        await bank.SettleAsync();
        AtMostOneErrorLineASecond(lab, away);
        await Audit.CleanAsync(lab, bank);
    }

    private static async Task GoesOnAsync(Bank bank, TimeSpan within)
    {
        var before = bank.Transfers.Count(transfer => transfer.Done);
        await Eventually.TrueAsync(() => Task.FromResult(bank.Transfers.Count(transfer => transfer.Done) > before + 20), within, "transfers go on");
    }

    private static async Task AwayAsync(int seconds)
    {
        var started = Stopwatch.GetTimestamp();
        await Eventually.TrueAsync(() => Task.FromResult(Stopwatch.GetElapsedTime(started).TotalSeconds > seconds), TimeSpan.FromSeconds(seconds + 60), "it stays away");
    }

    private static void AtMostOneErrorLineASecond(FaultLab lab, TimeSpan away)
    {
        foreach (var host in lab.Hosts)
        {
            var errors = host.Log.Where(line => line.StartsWith('{') && line.Contains("\"@l\":\"Error\"", StringComparison.Ordinal)).ToList();
            errors.Count.Should().BeLessThanOrEqualTo(
                (int)away.TotalSeconds + 2,
                "{0}", string.Join('\n', errors.CountBy(line => JsonNode.Parse(line)!["@mt"]!.GetValue<string>()).Select(kind => $"{kind.Value} x {kind.Key}")));
        }
    }
}
