using Dapper;
using Npgsql;
using Samjhadoo.Shared.Infrastructure.Persistence;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Infrastructure.Samples;

/// <summary>
/// Wallets with money for the made-up users of the verb <c>seed</c>: what <c>post</c> would write for each, table by table. Wallet and
/// transaction have the user's id, which is far above what their sequences hand out. One transaction, so a repetition finds all of
/// a wallet or nothing.
/// </summary>
internal static class SeededWallets
{
    private const decimal Money = 10_000;

    public static async Task MakeAsync(NpgsqlDataSource database, long firstId, long lastId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.CopyAsync(
            "users (id, username, name, role, is_active, time_zone, language, community, community_verified, version)",
            (await MissingAsync("users", "id")).Select(id => (object[])[id, $"seed{id}", $"Seeded {id}", "USER", true, "Asia/Kolkata", "en", "NONE", false, 0L]),
            cancellationToken);

        var promotions = SystemAccount.Promotions.Id;
        var missing = await MissingAsync("wallets", "user_id");
        if (missing.Count == 0)
            return;
        await connection.CopyAsync("wallets (id, user_id, balance, event_sequence)", missing.Select(id => (object[])[id, id, Money, 1L]), cancellationToken);
        await connection.CopyAsync("accounts (id, wallet_id)", missing.Select(id => (object[])[id, id]), cancellationToken);
        await connection.CopyAsync("transactions (id, kind, reference)", missing.Select(id => (object[])[id, "PROMOTION", $"seed:{id}"]), cancellationToken);
        await connection.CopyAsync("entries (transaction_id, account_id, amount, balance_after)", missing.Select(id => (object[])[id, id, Money, Money]), cancellationToken);
        await connection.CopyAsync("entries (transaction_id, account_id, amount)", missing.Select(id => (object[])[id, promotions, -Money]), cancellationToken);
        await connection.CopyAsync("pending_amounts (account_id, amount)", [[promotions, -Money * missing.Count]], cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        async Task<List<long>> MissingAsync(string table, string column) => (await connection.QueryAsync<long>(new CommandDefinition(
            $"""
            -- SeededWallets
            select id
            from generate_series(@firstId, @lastId) as made (id)
            where not exists (select from {table} where {table}.{column} = made.id)
            """,
            new { firstId, lastId },
            transaction,
            cancellationToken: cancellationToken))).AsList();
    }
}
