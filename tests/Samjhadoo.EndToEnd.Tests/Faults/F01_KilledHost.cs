using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F1")]
public sealed class F01_KilledHost
{
    [Test]
    public async Task Kill_9_under_load_loses_nothing_and_doubles_nothing()
    {
        var rounds = FaultLab.FullSize ? 30 : 3;
        await using var lab = await FaultLab.StartAsync();
        var bank = new Bank(await lab.FundedAccountsAsync(12, 10_000m), 10_000m, lab.Hosts[0].Url);

        for (var round = 0; round < rounds; round++)
        {
            using var until = new CancellationTokenSource();
            var load = bank.RunAsync(16, until.Token);
            var before = bank.Transfers.Count;
            await Eventually.TrueAsync(() => Task.FromResult(bank.Transfers.Count > before + 200), expectation: "the load is under way");
            await lab.Hosts[0].KillAsync();
            await until.CancelAsync();
            await load;
            await lab.Hosts[0].StartAsync(untilReady: false);
            await lab.Hosts[0].ReadyAsync(FaultLab.Promised(seconds: 10));
        }

        await bank.SettleAsync();
        await Audit.CleanAsync(lab, bank);
    }
}
