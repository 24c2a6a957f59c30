using Dapper;
using Npgsql;
using Samjhadoo.Shared.Application.Jobs;

namespace Samjhadoo.Identity.Infrastructure.Privacy;

/// <summary>Forgets what has had its time: documents of expired exports, mails a month after they went out.</summary>
internal sealed class Housekeeping(NpgsqlDataSource database, TimeProvider time) : IJob
{
    private const string Sql =
        """
        -- Identity.Housekeeping
        update data_exports set sealed_document = null where sealed_document is not null and expires_at <= @now;
        delete from mail_messages where created_at < @now - interval '30 days' and (sent_at is not null or failed_at is not null);
        """;

    public string Name => "identity.housekeeping";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Sql, new { Now = time.GetUtcNow() }, cancellationToken: cancellationToken));
    }
}
