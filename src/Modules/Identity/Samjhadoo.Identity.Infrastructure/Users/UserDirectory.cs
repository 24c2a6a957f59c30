using Dapper;
using Npgsql;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Identity.Infrastructure.Users;

/// <summary>Reads the primary: it is asked when events are late, and a replica would be late too.</summary>
internal sealed class UserDirectory(NpgsqlDataSource database) : IUserDirectory
{
    public async Task<UserSnapshot?> FindAsync(long userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<UserSnapshot>(new CommandDefinition(
            """
            -- UserDirectory
            select id, username, name, role, is_active, time_zone, language, community, community_verified, city_tier, event_sequence as version
            from users
            where id = @userId and email_verified_at is not null
            """,
            new { userId },
            cancellationToken: cancellationToken));
    }
}
