using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F6")]
public sealed class F06_BrokerDown
{
    [Test]
    public async Task Transfers_go_on_without_a_broker_and_every_event_arrives_after_it()
    {
        var downFor = FaultLab.FullSize ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(12);
        var transfers = FaultLab.FullSize ? 5_000 : 500;
        await using var lab = await FaultLab.StartAsync(redis: true, rabbitMq: true);
        // A broker killed within a second of a quorum queue's birth may bring it back without a leader (docs/operations.md); that
        // fault is its own, so its queues are on disk before it is killed.
        await lab.ServerAsync("restart", "rabbitmq");
        var host = lab.Hosts[0];
        var bank = new Bank(await lab.FundedAccountsAsync(12, 10_000m), 10_000m, host.Url);
        await host.TellAsync("before", 100);

        var deadline = DateTimeOffset.UtcNow + downFor;
        await lab.ServerAsync("kill", "rabbitmq");
        await host.TellAsync("during", 200);
        await bank.RunAsync(16, transfers);
        await Eventually.TrueAsync(() => Task.FromResult(DateTimeOffset.UtcNow > deadline), downFor + TimeSpan.FromMinutes(2), "the broker stays away");
        bank.Transfers.Should().OnlyContain(transfer => transfer.Answer != null, "the API does not need the broker");
        (await host.IsReadyAsync()).Should().BeTrue();
        await lab.ServerAsync("up", "rabbitmq");

        await lab.DrainedAsync(TimeSpan.FromMinutes(2));
        await Audit.CleanAsync(lab, bank);
        await Audit.CountedAsync(lab, "before", 100);
        await Audit.CountedAsync(lab, "during", 200);
        (await lab.ScalarAsync<long>("select count(*) from tally.failed_messages")).Should().Be(0, "an absent broker spends no attempts");
    }

    [Test]
    public async Task A_restart_with_publishes_in_flight_loses_none()
    {
        var rounds = FaultLab.FullSize ? 10 : 1;
        await using var lab = await FaultLab.StartAsync(redis: true, rabbitMq: true);
        for (var round = 0; round < rounds; round++)
        {
            var telling = Task.WhenAll(Enumerable.Range(0, 10).Select(part => lab.Hosts[0].TellAsync($"restart-{round}-{part}", 100)));
            await lab.ServerAsync("restart", "rabbitmq");
            await telling;
            await lab.DrainedAsync();
            var expected = (round + 1) * 1_000L;
            await Eventually.ValueAsync(() => lab.ScalarAsync<long>("select count(*) from tally.effects"), effects => effects >= expected, TimeSpan.FromMinutes(1));
        }

        await Audit.CleanAsync(lab);
    }

    [Test]
    public async Task The_brokers_memory_alarm_stops_no_request()
    {
        await using var lab = await FaultLab.StartAsync(redis: true, rabbitMq: true);
        await lab.RabbitMqControlAsync("set_vm_memory_high_watermark", "0.00001");
        await lab.Hosts[0].TellAsync("alarm", 300);
        (await lab.Hosts[0].IsReadyAsync()).Should().BeTrue();
        await lab.RabbitMqControlAsync("set_vm_memory_high_watermark", "0.4");

        await lab.DrainedAsync();
        await Eventually.ValueAsync(() => lab.ScalarAsync<long>("select count(*) from tally.effects"), effects => effects == 300, TimeSpan.FromMinutes(1));
        await Audit.CleanAsync(lab);
    }
}
