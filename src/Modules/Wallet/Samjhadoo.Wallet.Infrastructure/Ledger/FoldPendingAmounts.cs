using Dapper;
using Npgsql;
using Samjhadoo.Shared.Application.Jobs;

namespace Samjhadoo.Wallet.Infrastructure.Ledger;

/// <summary>
/// Moves what was posted to system accounts into their snapshots, so that reading a balance adds up a second's worth of rows.
/// One statement, so snapshot + pending is the balance before, after and meanwhile; it takes just the rows it sees, so a posting
/// that commits late is folded the next time.
/// </summary>
internal sealed class FoldPendingAmounts(NpgsqlDataSource database) : IJob
{
    public string Name => "wallet.fold_pending_amounts";

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            -- FoldPendingAmounts
            with folded as (
                delete from pending_amounts returning account_id, amount
            )
            update account_snapshots s
            set balance = s.balance + f.amount, folded_at = clock_timestamp()
            from (select account_id, sum(amount) as amount from folded group by account_id) f
            where s.account_id = f.account_id
            """,
            cancellationToken: cancellationToken));
    }
}
