using Dapper;
using Npgsql;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Identity.Infrastructure.Users;

/// <summary>Reads the primary: it is asked when events are late, and a replica would be late too.</summary>
internal sealed class UserDirectory(NpgsqlDataSource database) : IUserDirectory
{
    private const string Sql =
        """
        -- UserDirectory
        select id, username, name, role, is_active, time_zone, language, community, community_verified, city_tier, event_sequence as version
        from users
        where email_verified_at is not null and
        """;

    public Task<UserSnapshot?> FindAsync(long userId, CancellationToken cancellationToken) =>
        FindAsync($"{Sql} id = @userId", new { userId }, cancellationToken);

    public Task<UserSnapshot?> FindByUsernameAsync(string username, CancellationToken cancellationToken) =>
        FindAsync($"{Sql} username = @username", new { username }, cancellationToken);

    private async Task<UserSnapshot?> FindAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<UserSnapshot>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
