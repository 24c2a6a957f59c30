using Dapper;
using Npgsql;
using Samjhadoo.Shared.Application.Jobs;

namespace Samjhadoo.Identity.Infrastructure.Users;

/// <summary>Frees user name and address of whoever did not confirm the address within a day. Nobody has heard of them.</summary>
internal sealed class ExpireRegistrations(NpgsqlDataSource database, TimeProvider time) : IJob
{
    public string Name => "identity.expire_registrations";

    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            -- ExpireRegistrations
            delete from users where email_verified_at is null and created_at < @before
            """,
            new { before = time.GetUtcNow() - TimeSpan.FromHours(24) },
            cancellationToken: cancellationToken));
    }
}
