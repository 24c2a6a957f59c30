using System.Diagnostics;
using Dapper;
using Npgsql;
using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F4")]
public sealed class F04_PoolExhausted
{
    [Test]
    public async Task A_pool_of_30_serves_256_clients_without_locking_itself_up()
    {
        await using var lab = await FaultLab.StartAsync(hosts: 0);
        var host = await lab.AddHostAsync("--Database:MaxConnectionsPerHost=30");
        var bank = new Bank(await lab.FundedAccountsAsync(64, 10_000m), 10_000m, host.Url);
        using var until = new CancellationTokenSource(FaultLab.FullSize ? TimeSpan.FromSeconds(30) : TimeSpan.FromSeconds(5));
        await bank.RunAsync(256, until.Token);

        bank.Transfers.Count(transfer => transfer.Done).Should().BeGreaterThan(100);
        await EverybodyHeardInTimeAsync(host);
        await bank.SettleAsync();
        await Audit.CleanAsync(lab, bank);
    }

    [Test]
    public async Task When_every_connection_hangs_callers_hear_503_within_5_seconds_and_all_is_normal_5_seconds_after()
    {
        await using var lab = await FaultLab.StartAsync(hosts: 0);
        var host = await lab.AddHostAsync("--Database:MaxConnectionsPerHost=30");
        var bank = new Bank(await lab.FundedAccountsAsync(64, 10_000m), 10_000m, host.Url);
        await bank.RunAsync(16, 100);

        using var until = new CancellationTokenSource();
        Task load;
        await using (var locker = new NpgsqlConnection(TestServers.SuperuserOf(lab.Servers, lab.Database.Name)))
        {
            await locker.OpenAsync();
            await using var transaction = await locker.BeginTransactionAsync();
            await locker.ExecuteAsync("lock table wallet.entries in access exclusive mode", transaction: transaction);
            var started = Stopwatch.GetTimestamp();
            load = bank.RunAsync(256, until.Token);
            var hold = FaultLab.FullSize ? 12 : 7;
            await Eventually.TrueAsync(() => Task.FromResult(Stopwatch.GetElapsedTime(started).TotalSeconds > hold), TimeSpan.FromSeconds(60), "the lock is held");
            (await host.IsReadyAsync()).Should().BeTrue("a full pool takes no host out");
        }

        var before = bank.Transfers.Count(transfer => transfer.Done);
        await Eventually.TrueAsync(() => Task.FromResult(bank.Transfers.Count(transfer => transfer.Done) > before + 100), FaultLab.Promised(seconds: 5), "transfers go on");
        await until.CancelAsync();
        await load;
        await EverybodyHeardInTimeAsync(host);
        await bank.SettleAsync();
        await Audit.CleanAsync(lab, bank);
    }

    // As the host itself measures it: 256 clients beside it on a small machine wait for their own turn, too. There one in a hundred may
    // be late; build/faults allows none.
    private static async Task EverybodyHeardInTimeAsync(HostProcess host)
    {
        var (all, inTime) = await host.AnsweredAsync("wallet/transfers", seconds: 5);
        all.Should().BePositive();
        (all - inTime).Should().BeLessThanOrEqualTo(FaultLab.FullSize ? 0 : all / 100, "of {0} callers all hear within 5 s", all);
    }
}
