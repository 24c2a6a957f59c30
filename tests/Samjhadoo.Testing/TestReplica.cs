using Dapper;
using Npgsql;

namespace Samjhadoo.Testing;

/// <summary>A module's row of a user, for tests that begin before the event of the registration has come.</summary>
public static class TestReplica
{
    /// <summary>Copies the user from Identity, unless the module knows the user already.</summary>
    public static Task CopyAsync(NpgsqlConnection connection, string schema, long userId) => connection.ExecuteAsync(
        $"""
        insert into {schema}.users (id, username, name, role, is_active, time_zone, language, community, community_verified, version)
        select id, username, name, role, is_active, time_zone, language, community, community_verified, version
        from identity.users
        where id = @userId
        on conflict (id) do nothing
        """,
        new { userId });
}
