using Dapper;
using Npgsql;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.Identity.Infrastructure.Users;

/// <summary>Made-up users of the verb <c>seed</c>; their password is no hash, so nobody can log in as them.</summary>
internal static class SeededUsers
{
    public static async Task MakeAsync(NpgsqlDataSource database, DateTimeOffset now, long firstId, long lastId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var missing = await connection.QueryAsync<long>(new CommandDefinition(
            """
            -- SeededUsers
            select id
            from generate_series(@firstId, @lastId) as made (id)
            where not exists (select from users where users.id = made.id)
            """,
            new { firstId, lastId },
            cancellationToken: cancellationToken));
        await connection.CopyAsync(
            "users (id, username, email, password, name, role, created_at, email_verified_at)",
            missing.Select(id => (object[])[id, $"seed{id}", $"seed{id}@example.in", "!", $"Seeded {id}", "USER", now, now]),
            cancellationToken);
    }

    public static async Task MakeMentorsAsync(NpgsqlDataSource database, long firstId, long lastId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update users set role = 'MENTOR' where id between @firstId and @lastId", new { firstId, lastId }, cancellationToken: cancellationToken));
    }
}
