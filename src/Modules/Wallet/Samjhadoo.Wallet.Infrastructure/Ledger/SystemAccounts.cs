using Dapper;
using Npgsql;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Infrastructure.Ledger;

/// <summary>Makes the platform's own accounts; repeatable.</summary>
internal sealed class SystemAccounts(NpgsqlDataSource database)
{
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            """
            insert into accounts (id, code, may_be_negative) values (@Id, @Code, @MayBeNegative) on conflict do nothing;
            insert into account_snapshots (account_id) values (@Id) on conflict do nothing;
            """,
            SystemAccount.All);
    }
}
