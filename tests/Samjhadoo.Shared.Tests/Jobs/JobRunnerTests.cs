using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Infrastructure.Jobs;
using Samjhadoo.Shared.Tests.SampleModule;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.Jobs;

[TestFixture]
internal sealed class JobRunnerTests : SampleHost
{
    // A second host joins the first.
    protected override ModuleHostOptions Options => new() { Redis = true, RabbitMq = true };

    [SetUp]
    public void Clear() => Ticks.Clear();

    [Test]
    public async Task A_job_runs_again_and_again_on_one_host_at_a_time()
    {
        await using var second = await ModuleHost.StartAsync([Module], Options with { Database = Host.Database });
        Ticks.Clear();
        Ticks.Work = token => Task.Delay(50, token);

        await Eventually.TrueAsync(() => Task.FromResult(Ticks.Count >= 6));

        Ticks.AtOnce.Should().Be(1);
    }

    [Test]
    public async Task A_job_that_throws_is_repeated_and_its_failures_are_counted()
    {
        Ticks.Work = _ => throw new InvalidOperationException("Not today.");

        await Eventually.TrueAsync(() => Task.FromResult(Ticks.Count >= 2));
        await Eventually.TrueAsync(async () => await FailuresAsync() >= 2);
        Ticks.Work = _ => Task.CompletedTask;

        await Eventually.TrueAsync(async () => await FailuresAsync() == 0);
    }

    [Test]
    public async Task A_paused_runner_starts_nothing_and_waits_for_what_runs()
    {
        var jobs = Host.Services.GetRequiredService<IJobRunner>();
        var begun = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        Ticks.Work = _ =>
        {
            begun.TrySetResult();
            return finish.Task;
        };
        await begun.Task.WaitAsync(Eventually.Patience);

        var pausing = jobs.PauseAsync(CancellationToken.None);
        pausing.IsCompleted.Should().BeFalse();
        finish.SetResult();
        await pausing;
        (await ScalarAsync<bool>("select leased_by is null from sample.jobs where name = 'sample.count_ticks'")).Should().BeTrue();

        var before = Ticks.Count;
        jobs.Resume();
        await Eventually.TrueAsync(() => Task.FromResult(Ticks.Count > before));
    }

    [Test]
    public async Task A_dead_hosts_lease_runs_out_by_the_clock_of_postgres()
    {
        await Eventually.TrueAsync(async () => await ScalarAsync<long>(
            """
            with dead as (
                update sample.jobs set leased_by = 'dead', leased_until = clock_timestamp() + interval '2 s'
                where name = 'sample.count_ticks' and leased_by is null
                returning 1)
            select count(*) from dead
            """) == 1);
        var before = Ticks.Count;

        await Eventually.TrueAsync(() => Task.FromResult(Ticks.Count > before));
        (await ScalarAsync<bool>("select leased_by is distinct from 'dead' from sample.jobs where name = 'sample.count_ticks'")).Should().BeTrue();
    }

    [Test]
    public async Task A_stopping_host_cancels_its_run_and_gives_the_lease_back()
    {
        await using var database = await TestDatabase.CreateAsync([Module]);
        var cancelled = new TaskCompletionSource();
        await Host.Services.GetRequiredService<IJobRunner>().PauseAsync(CancellationToken.None);
        var host = await ModuleHost.StartAsync([Module], new ModuleHostOptions { Database = database });
        Ticks.Work = async token =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                cancelled.TrySetResult();
            }
        };
        await Eventually.TrueAsync(() => LeasedAsync(database));

        await host.DisposeAsync();
        Ticks.Clear();

        Host.Services.GetRequiredService<IJobRunner>().Resume();
        cancelled.Task.IsCompleted.Should().BeTrue();
        (await LeasedAsync(database)).Should().BeFalse();
    }

    [Test]
    public async Task Keys_are_forgotten_after_a_day()
    {
        await ScalarAsync<object>(
            """
            insert into sample.idempotency_keys (user_id, operation, key, hash, trace_id, language, created_at)
            select 1, 'POST /x', n::text, '\x00', '', 'en', clock_timestamp() - n * interval '1 hour'
            from generate_series(1, 1500) as n
            returning key
            """);

        await Host.RunJobAsync("sample.prune_idempotency_keys");

        (await ScalarAsync<long>("select count(*) from sample.idempotency_keys")).Should().Be(23);
    }

    private Task<int> FailuresAsync() => ScalarAsync<int>("select failures from sample.jobs where name = 'sample.count_ticks'");

    private static async Task<bool> LeasedAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("select exists (select from sample.jobs where name = 'sample.count_ticks' and leased_by is not null)", connection);
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
