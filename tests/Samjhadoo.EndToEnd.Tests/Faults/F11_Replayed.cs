using Dapper;
using Samjhadoo.EndToEnd.Tests.Lab;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F11")]
[TestFixture(false)]
[TestFixture(true)]
public sealed class F11_Replayed(bool rabbitMq)
{
    [Test]
    public async Task Every_event_sent_twice_more_and_shuffled_has_no_second_effect()
    {
        await using var lab = await FaultLab.StartAsync(redis: rabbitMq, rabbitMq: rabbitMq);
        await lab.Hosts[0].TellAsync("replayed", 300);
        await lab.DrainedAsync();
        await Testing.Eventually.ValueAsync(() => lab.ScalarAsync<long>("select count(*) from tally.effects"), effects => effects == 300);

        for (var replay = 0; replay < 2; replay++)
        {
            await using var connection = await lab.Database.OpenAsync();
            foreach (var module in Tally.Modules)
            {
                // The same message ids again, in random order, as a queue that is replayed brings them.
                await connection.ExecuteAsync(
                    $"""
                    insert into {module.Schema}.outbox_messages (message_id, name, aggregate, sequence, payload, trace_parent, occurred_at)
                    select message_id, name, aggregate, sequence, payload, trace_parent, occurred_at
                    from (select distinct on (message_id) * from {module.Schema}.outbox_messages) told
                    order by random()
                    """);
            }

            await lab.DrainedAsync();
        }

        await Audit.CountedAsync(lab, "replayed", 300);
    }
}
