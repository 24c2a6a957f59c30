using Dapper;
using Npgsql;

namespace Samjhadoo.Mentoring.Infrastructure.Pricing;

/// <summary>The rules a new platform starts with; what an admin has changed stays.</summary>
internal static class StandardRules
{
    public static async Task MakeAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            -- StandardRules
            insert into pricing_rules (kind, key, percent, updated_at)
            values
                ('COMMISSION', '', 15, now()),
                ('GST', '', 18, now()),
                ('REGIONAL', '1', 100, now()),
                ('REGIONAL', '2', 90, now()),
                ('REGIONAL', '3', 80, now()),
                ('COMMUNITY', 'STUDENT', 30, now()),
                ('COMMUNITY', 'WOMAN', 20, now()),
                ('COMMUNITY', 'FARMER', 40, now()),
                ('COMMUNITY', 'SENIOR_CITIZEN', 20, now())
            on conflict (kind, key) do nothing
            """,
            cancellationToken: cancellationToken));
    }
}
