using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F10")]
[TestFixture(false)]
[TestFixture(true)]
public sealed class F10_Poison(bool rabbitMq)
{
    private static readonly int Neighbours = FaultLab.FullSize ? 1_000 : 200;

    private FaultLab _lab = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lab = await FaultLab.StartAsync(redis: rabbitMq, rabbitMq: rabbitMq);

    [OneTimeTearDown]
    public async Task StopAsync() => await _lab.DisposeAsync();

    [Test]
    public async Task An_event_that_always_throws_ends_in_the_error_queue_and_delays_nobody()
    {
        await _lab.Hosts[0].TellAsync("beside-throwing", 1 + Neighbours, "throw");

        await Audit.CountedAsync(_lab, "beside-throwing", Neighbours, TimeSpan.FromSeconds(30));
        await FailedAsync("throw");
        (await _lab.ScalarAsync<int>("select max(attempts) from tally.failed_messages")).Should().BeInRange(1, 5);
    }

    [Test]
    public async Task An_event_that_kills_the_process_takes_no_neighbour_along()
    {
        var host = _lab.Hosts[0];
        await host.TellAsync("beside-killing", 1 + Neighbours, "kill");

        var deaths = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                if (!host.IsRunning)
                {
                    deaths++;
                    await host.StartAsync(untilReady: false);
                }

                return await IsFailedAsync("kill");
            },
            TimeSpan.FromMinutes(4),
            "the killer is in the error queue");

        deaths.Should().BeInRange(1, 6);
        await host.ReadyAsync(TimeSpan.FromSeconds(30));
        await Audit.CountedAsync(_lab, "beside-killing", Neighbours);
        await Audit.CleanAsync(_lab);
    }

    private Task FailedAsync(string poison) => Eventually.TrueAsync(() => IsFailedAsync(poison), TimeSpan.FromMinutes(2), $"what says {poison} is in the error queue");

    private Task<bool> IsFailedAsync(string poison) =>
        _lab.ScalarAsync<bool>("select exists (select from tally.failed_messages where envelope ilike @pattern)", new { pattern = $"%poison%{poison}%" });
}
