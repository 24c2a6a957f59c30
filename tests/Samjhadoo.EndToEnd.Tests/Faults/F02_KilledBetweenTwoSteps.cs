using Dapper;
using Npgsql;
using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

/// <summary>
/// The host dies exactly between two steps. Where it stands is not a hook in the product: a lock that this test holds stops
/// it there, in Postgres, and Postgres says when it waits.
/// </summary>
[Category("F2")]
[TestFixture(false)]
[TestFixture(true)]
public sealed class F02_KilledBetweenTwoSteps(bool rabbitMq)
{
    private static readonly int Times = FaultLab.FullSize ? 25 : 2;

    private FaultLab _lab = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lab = await FaultLab.StartAsync(redis: rabbitMq, rabbitMq: rabbitMq);

    [OneTimeTearDown]
    public async Task StopAsync() => await _lab.DisposeAsync();

    [Test]
    public async Task Before_the_commit_nothing_has_happened()
    {
        for (var time = 0; time < Times; time++)
        {
            var batch = $"before-commit-{time}";
            await KillWhileItWaitsAsync("lock table tally.outbox_messages in exclusive mode", "insert into %outbox_messages%", batch, expectAnswer: false);
            await Audit.CleanAsync(_lab);
            await Audit.CountedAsync(_lab, batch, 0);
        }
    }

    [Test]
    public async Task After_the_commit_every_event_arrives()
    {
        for (var time = 0; time < Times; time++)
        {
            var batch = $"after-commit-{time}";
            await KillWhileItWaitsAsync("lock table tally.outbox_partitions in exclusive mode", "%outbox_partitions%", batch);
            await Audit.CleanAsync(_lab);
            await Audit.CountedAsync(_lab, batch, 20);
        }
    }

    [Test]
    public async Task Between_effect_and_mark_the_effect_is_not_doubled()
    {
        // In process the mark is the delivery's row, over the broker the outbox row's sent_at; the effect commits before either.
        var table = rabbitMq ? "outbox_messages" : "outbox_deliveries";
        for (var time = 0; time < Times; time++)
        {
            var batch = $"before-mark-{time}";
            await using var connection = await _lab.Database.OpenAsync();
            await connection.ExecuteAsync(
                $"""
                create or replace function tally.wait_here() returns trigger language plpgsql as
                'begin perform pg_advisory_xact_lock_shared(4711); return null; end';
                create trigger wait_here before {(rabbitMq ? "update of sent_at" : "delete")} on tally.{table} for each statement execute function tally.wait_here();
                """);
            await KillWhileItWaitsAsync("select pg_advisory_xact_lock(4711)", $"%{table}%", batch);
            await connection.ExecuteAsync($"drop trigger wait_here on tally.{table}");
            await Audit.CleanAsync(_lab);
            await Audit.CountedAsync(_lab, batch, 20);
        }
    }

    private async Task KillWhileItWaitsAsync(string hold, string waiting, string batch, bool expectAnswer = true)
    {
        var host = _lab.Hosts[0];
        await using (var holder = await _lab.Database.OpenAsync())
        await using (var transaction = await holder.BeginTransactionAsync())
        {
            await holder.ExecuteAsync(hold, transaction: transaction);
            var told = host.TellAsync(batch, 20);
            if (expectAnswer)
                await told;
            await Eventually.TrueAsync(() => IsWaitingAsync(waiting), expectation: "the host waits for the lock");
            await host.KillAsync();
            if (!expectAnswer)
                await told.Invoking(answer => answer).Should().ThrowAsync<HttpRequestException>();
        }

        await host.StartAsync();
    }

    private async Task<bool> IsWaitingAsync(string statement)
    {
        await using var connection = await _lab.Database.OpenAsync();
        return await connection.ExecuteScalarAsync<bool>(
            "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query ilike @statement and application_name like 'samjhadoo%')",
            new { statement });
    }
}
