using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F9")]
public sealed class F09_WrongClock
{
    // Minutes, an hour and a month off are one case to the code; build/faults runs them all.
    private static readonly string[] Clocks = FaultLab.FullSize ? ["00:05:00", "01:00:00", "-30.00:00:00"] : ["01:00:00"];

    [TestCaseSource(nameof(Clocks))]
    public async Task A_host_with_a_wrong_clock_is_not_ready_and_harms_nobody(string off)
    {
        await using var lab = await FaultLab.StartAsync(redis: true, rabbitMq: true);
        var wrong = new HostProcess([.. lab.Arguments, $"--Lab:ClockOff={off}"]);
        lab.Hosts.Add(wrong);
        await wrong.StartAsync(untilReady: false);
        await Eventually.TrueAsync(wrong.IsLiveAsync, expectation: "the host with the wrong clock runs");
        var bank = new Bank(await lab.FundedAccountsAsync(8, 10_000m), 10_000m, lab.Hosts[0].Url);

        // Its dispatcher and jobs run beside the right host's; leases and back-off are by Postgres's clock.
        await Task.WhenAll(bank.RunAsync(8, 200), lab.Hosts[0].TellAsync("right", 200), wrong.TellAsync("wrong", 200));

        (await wrong.IsReadyAsync()).Should().BeFalse("its clock is more than two seconds from Postgres's");
        (await lab.Hosts[0].IsReadyAsync()).Should().BeTrue();
        await bank.SettleAsync();
        await Audit.CleanAsync(lab, bank);
        await Audit.CountedAsync(lab, "right", 200);
        await Audit.CountedAsync(lab, "wrong", 200);
    }
}
