using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F12")]
public sealed class F12_RollingRestart
{
    [Test]
    public async Task Two_hosts_restart_one_after_the_other_and_no_request_fails()
    {
        var rounds = FaultLab.FullSize ? 5 : 1;
        await using var lab = await FaultLab.StartAsync(hosts: 0, redis: true, rabbitMq: true);
        for (var number = 0; number < 2; number++)
            await lab.AddHostAsync("--Hosting:DrainDelay=00:00:03");
        using var end = new CancellationTokenSource();
        var ready = new Ready(lab.Hosts, end.Token);
        var bank = new Bank(await lab.FundedAccountsAsync(12, 10_000m), 10_000m, lab.Hosts[0].Url) { Balancer = ready.Next };
        var load = bank.RunAsync(16, end.Token);

        for (var round = 0; round < rounds; round++)
        {
            foreach (var host in lab.Hosts)
            {
                var before = bank.Transfers.Count;
                await Eventually.TrueAsync(() => Task.FromResult(bank.Transfers.Count > before + 200), expectation: "the load is under way");
                await host.TellAsync($"{round} {host.Url.Port}", 100);
                await host.TerminateAsync();
                await host.StartAsync();
            }
        }

        await end.CancelAsync();
        await load;
        bank.Transfers.Should().OnlyContain(transfer => transfer.Answer != null, "no request failed");
        await JobsRanOnceAsync(lab);
        await Audit.CleanAsync(lab, bank);
        await Eventually.ValueAsync(() => lab.ScalarAsync<long>("select count(*) from tally.effects"), effects => effects == rounds * 200, TimeSpan.FromMinutes(1));
    }

    // A run that the stop of its host cancelled has no end; the next one waits for its turn all the same.
    private static async Task JobsRanOnceAsync(FaultLab lab)
    {
        (await lab.ScalarAsync<int>("select count(*) from tally.ticks where ended_at is not null")).Should().BeGreaterThan(3, "the job ran on while the hosts changed");
        (await lab.ScalarAsync<int>(
            """
            select count(*)
            from (select began_at, lag(coalesce(ended_at, began_at)) over (order by id) as before from tally.ticks) as run
            where began_at < before + interval '0.85 s'
            """))
            .Should().Be(0, "each turn of a job is one run on one host");
    }

    /// <summary>A balancer as operators have: it asks each host whether it is ready and sends requests to those that are.</summary>
    private sealed class Ready
    {
        private readonly IReadOnlyList<HostProcess> _hosts;
        private readonly bool[] _ready;
        private int _turn;

        public Ready(IReadOnlyList<HostProcess> hosts, CancellationToken until)
        {
            _hosts = hosts;
            _ready = [.. hosts.Select(_ => true)];
            for (var number = 0; number < hosts.Count; number++)
                _ = WatchAsync(number, until);
        }

        public Uri Next()
        {
            var turn = Interlocked.Increment(ref _turn);
            var live = Enumerable.Range(0, _hosts.Count).Where(number => Volatile.Read(ref _ready[number])).ToList();
            return _hosts[live.Count == 0 ? turn % _hosts.Count : live[turn % live.Count]].Url;
        }

        private async Task WatchAsync(int number, CancellationToken until)
        {
            while (!until.IsCancellationRequested)
            {
                Volatile.Write(ref _ready[number], await _hosts[number].IsReadyAsync());
                await Task.Delay(200, CancellationToken.None);
            }
        }
    }
}
