using Npgsql;
using Samjhadoo.Shared.Application.Users;

namespace Samjhadoo.Identity.Infrastructure.Sessions;

/// <summary>Reads the primary: a login that ended a moment ago must not live on in a replica.</summary>
internal sealed class SessionDirectory(NpgsqlDataSource database, TimeProvider time) : ISessionDirectory
{
    public async Task<SessionState?> FindAsync(long sessionId, CancellationToken cancellationToken)
    {
        await using var query = database.CreateCommand(
            """
            -- SessionDirectory
            select s.user_id, u.role, s.expires_at, s.confirmed_at
            from sessions s
            join users u on u.id = s.user_id
            where s.id = $1 and s.revoked_at is null and s.expires_at > $2 and u.is_active
            """);
        query.Parameters.Add(new() { Value = sessionId });
        query.Parameters.Add(new() { Value = time.GetUtcNow() });
        await using var row = await query.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new SessionState(sessionId, row.GetInt64(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3))
            : null;
    }
}
