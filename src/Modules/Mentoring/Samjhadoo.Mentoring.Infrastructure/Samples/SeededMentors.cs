using Dapper;
using Npgsql;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.Mentoring.Infrastructure.Samples;

/// <summary>Mentors of the verb <c>seed</c>, set by set.</summary>
internal static class SeededMentors
{
    public static async Task MakeAsync(NpgsqlDataSource database, long firstId, long lastId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // A set is larger than anything the time limit of everyday statements was made for.
        await connection.ExecuteAsync("set statement_timeout = '5min'");
        await connection.ExecuteAsync(new CommandDefinition(Scripts.Read(typeof(SeededMentors), "seeded_mentors"), new { firstId, lastId }, commandTimeout: 300, cancellationToken: cancellationToken));
    }
}
