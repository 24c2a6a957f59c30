using Dapper;
using Npgsql;

namespace Samjhadoo.Shared.Infrastructure.Jobs;

/// <summary>The row of one job in its module's schema, as this host sees it. Times are Postgres's.</summary>
internal sealed class JobLease(NpgsqlDataSource database, string job, string host, TimeSpan length)
{
    /// <summary>Takes the lease when the job is due (or at once) and nobody else has it.</summary>
    public async Task<bool> TakeAsync(bool atOnce) =>
        await ExecuteAsync(
            """
            insert into jobs as job (name, leased_by, leased_until, started_at)
            values (@job, @host, clock_timestamp() + @length, clock_timestamp())
            on conflict (name) do update
            set leased_by = excluded.leased_by,
                leased_until = excluded.leased_until,
                started_at = excluded.started_at
            where (job.next_run_at <= clock_timestamp() or @atOnce)
              and (job.leased_until is null or job.leased_until <= clock_timestamp())
            """,
            new { job, host, length, atOnce },
            // Cancelled on its way, it would leave a lease that nobody gives back.
            CancellationToken.None) == 1;

    /// <summary>How long it is until the job may be due; not positive when it is.</summary>
    public async Task<TimeSpan> UntilDueAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<TimeSpan?>(new CommandDefinition(
            "select greatest(next_run_at, leased_until) - clock_timestamp() from jobs where name = @job", new { job }, cancellationToken: cancellationToken))
            ?? TimeSpan.Zero;
    }

    /// <summary>Keeps the lease; false when another host has it.</summary>
    public async Task<bool> RenewAsync(CancellationToken cancellationToken) =>
        await ExecuteAsync(
            "update jobs set leased_until = clock_timestamp() + @length where name = @job and leased_by = @host", new { job, host, length }, cancellationToken) == 1;

    /// <summary>Gives the lease back and says when the job is due again.</summary>
    public Task EndAsync(TimeSpan next, bool failed) =>
        ExecuteAsync(
            """
            update jobs
            set leased_by = null,
                leased_until = null,
                next_run_at = clock_timestamp() + @next,
                finished_at = clock_timestamp(),
                failures = case when @failed then failures + 1 else 0 end
            where name = @job and leased_by = @host
            """,
            new { job, host, next, failed },
            CancellationToken.None);

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
