using System.Diagnostics;
using Npgsql;
using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F7")]
public sealed class F07_BadNetwork
{
    [Test]
    public async Task Whatever_the_network_does_every_call_is_bounded_and_nothing_is_lost_or_doubled()
    {
        var seconds = FaultLab.FullSize ? 20 : 1;
        await using var lab = await FaultLab.StartAsync(hosts: 0, redis: true, rabbitMq: true);
        var database = new NpgsqlConnectionStringBuilder(TestServers.SuperuserOf(lab.Servers));
        var broker = new Uri(lab.Servers["SAMJHADOO_RABBITMQ"]);
        await using var postgres = FaultProxy.Before($"{database.Host}:{database.Port}");
        await using var redis = FaultProxy.Before(lab.Servers["SAMJHADOO_REDIS"]);
        await using var rabbitMq = FaultProxy.Before($"{broker.Host}:{broker.Port}");
        var host = await lab.AddHostAsync(
            $"--ConnectionStrings:Samjhadoo=Host=127.0.0.1;Port={postgres.Port};Database={lab.Database.Name}",
            $"--ConnectionStrings:Redis={redis.Address}",
            $"--ConnectionStrings:RabbitMq={new UriBuilder(broker) { Host = "127.0.0.1", Port = rabbitMq.Port }.Uri}");
        var bank = new Bank(await lab.FundedAccountsAsync(12, 10_000m), 10_000m, host.Url);
        await bank.RunAsync(8, 100);

        var told = 0;
        foreach (var (name, proxy) in new[] { ("PostgreSQL", postgres), ("Redis", redis), ("RabbitMQ", rabbitMq) })
        {
            foreach (var fault in new[] { Fault.Refuse, Fault.BlackHole, Fault.Reset, Fault.Late, Fault.Trickle })
            {
                bank.ForgetSlowest();
                using var until = new CancellationTokenSource();
                var load = bank.RunAsync(8, until.Token);
                var started = Stopwatch.GetTimestamp();
                proxy.Fault = fault;
                await Eventually.TrueAsync(() => Task.FromResult(Stopwatch.GetElapsedTime(started).TotalSeconds > seconds), TimeSpan.FromMinutes(1), "the fault lasts");
                await until.CancelAsync();
                await load;
                bank.Slowest.Should().BeLessThan(Bank.LongestCall, "{0} {1}: every call is bounded", name, fault);

                proxy.Fault = Fault.None;
                await host.ReadyAsync(TimeSpan.FromSeconds(30));
                await host.TellAsync($"after {name} {fault}", 20);
                told += 20;
            }
        }

        await bank.SettleAsync();
        await lab.DrainedAsync();
        await Eventually.ValueAsync(() => lab.ScalarAsync<long>("select count(*) from tally.effects"), effects => effects == told, TimeSpan.FromMinutes(1));
        await Audit.CleanAsync(lab, bank);
    }
}
