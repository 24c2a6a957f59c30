using Dapper;
using Npgsql;
using Samjhadoo.Shared.Application.Jobs;

namespace Samjhadoo.Identity.Infrastructure.Sessions;

/// <summary>
/// Removes logins that ended 60 days ago (until then they tell which places are the owner's), refresh tokens no longer needed
/// to recognise a reuse, and counts of failures that are forgotten.
/// </summary>
internal sealed class PruneSessions(NpgsqlDataSource database, TimeProvider time) : IJob
{
    public string Name => "identity.prune_sessions";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            -- PruneSessions
            delete from refresh_tokens
            using sessions
            where sessions.id = refresh_tokens.session_id
              and (sessions.expires_at < @now or sessions.revoked_at < @now - interval '1 day');

            delete from sessions where expires_at < @now - interval '60 days';

            delete from login_throttles where forget_at < @now;
            """,
            new { now = time.GetUtcNow() },
            commandTimeout: 60,
            cancellationToken: cancellationToken));
    }
}
