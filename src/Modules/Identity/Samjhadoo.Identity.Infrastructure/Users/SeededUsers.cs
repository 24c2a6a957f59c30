using Dapper;
using Npgsql;

namespace Samjhadoo.Identity.Infrastructure.Users;

/// <summary>Made-up users of the verb <c>seed</c>; their password is no hash, so nobody can log in as them.</summary>
internal static class SeededUsers
{
    public static async Task MakeAsync(NpgsqlDataSource database, long firstId, long lastId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            -- SeededUsers
            insert into users (id, username, email, password, name, role, created_at, email_verified_at)
            select id, 'seed' || id, 'seed' || id || '@example.in', '!', 'Seeded ' || id, 'USER', now(), now()
            from generate_series(@firstId, @lastId) as id
            on conflict do nothing
            """,
            new { firstId, lastId },
            cancellationToken: cancellationToken));
    }
}
