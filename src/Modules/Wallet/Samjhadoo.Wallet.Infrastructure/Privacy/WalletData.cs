using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Wallet.Infrastructure.Privacy;

/// <summary>A user's wallet, movements and notes. The books hold ids, codes and amounts only and stay, as the law asks; notes go.</summary>
internal sealed class WalletData(NpgsqlDataSource database) : IPersonalData
{
    public string Module => "wallet";

    public async Task<JsonNode?> ExportAsync(long userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var export = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            """
            -- ExportWallet
            select json_build_object(
                'id', w.id, 'balance', w.balance, 'held', w.held, 'promo', w.promo, 'currency', w.currency, 'createdAt', w.created_at,
                'transactions', coalesce(
                    (select json_agg(json_build_object(
                         'id', t.id, 'kind', t.kind, 'amount', e.amount, 'balanceAfter', e.balance_after, 'createdAt', t.created_at,
                         'note', n.note) order by e.id)
                     from entries e
                     join transactions t on t.id = e.transaction_id
                     left join transaction_notes n on n.transaction_id = t.id and n.author_id = w.user_id
                     where e.account_id = w.id), '[]'))::text
            from wallets w
            where w.user_id = @userId
            """,
            new { userId },
            cancellationToken: cancellationToken));
        return export is null ? null : JsonNode.Parse(export);
    }

    public async Task EraseAsync(long userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from transaction_notes where author_id = @userId", new { userId }, cancellationToken: cancellationToken));
    }
}
