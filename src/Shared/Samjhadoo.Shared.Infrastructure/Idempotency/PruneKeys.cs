using Dapper;
using Npgsql;
using Samjhadoo.Shared.Application.Jobs;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.Shared.Infrastructure.Idempotency;

/// <summary>Forgets the module's idempotency keys after 24 hours, a little at a time.</summary>
internal sealed class PruneKeys<TContext>(NpgsqlDataSource database, ModuleRegistry modules) : IJob
    where TContext : ModuleDbContext
{
    private const int Batch = 1000;

    public string Name { get; } = $"{modules.Of(typeof(TContext)).Schema}.prune_idempotency_keys";

    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        while (await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from idempotency_keys
            where (user_id, operation, key) in (
                select user_id, operation, key
                from idempotency_keys
                where created_at < clock_timestamp() - interval '24 hours'
                limit @Batch)
            """,
            new { Batch },
            cancellationToken: cancellationToken)) == Batch)
        {
        }
    }
}
