using Dapper;
using Npgsql;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.Mentoring.Infrastructure.Mentors;

/// <summary>The rows the module cannot do without; what an admin has changed since stays.</summary>
internal static class ReferenceData
{
    public static async Task MakeAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into rate_limits (id, minimum, maximum) values (1, 100, 10000) on conflict do nothing",
            cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(Scripts.Read(typeof(ReferenceData), "skills"), cancellationToken: cancellationToken));
    }
}
