using Dapper;
using Npgsql;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Infrastructure.Samples;

/// <summary>
/// Wallets with money for the made-up users of the verb <c>seed</c>: what <c>post</c> would write for each, set by set. One
/// statement, so a repetition finds all of a wallet or nothing.
/// </summary>
internal static class SeededWallets
{
    private const decimal Money = 10_000;

    public static async Task MakeAsync(NpgsqlDataSource database, long firstId, long lastId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            -- SeededWallets
            with known as (
                insert into users (id, username, name, role, is_active, time_zone, language, community, community_verified, version)
                select id, 'seed' || id, 'Seeded ' || id, 'USER', true, 'Asia/Kolkata', 'en', 'NONE', false, 0
                from generate_series(@firstId, @lastId) as id
                on conflict do nothing
            ), opened as (
                insert into wallets (user_id, balance, event_sequence)
                select id, @Money, 1 from generate_series(@firstId, @lastId) as id
                on conflict (user_id) do nothing
                returning id, user_id
            ), accounted as (
                insert into accounts (id, wallet_id) select id, id from opened
            ), caused as (
                insert into transactions (kind, reference)
                select 'PROMOTION', 'seed:' || user_id from opened
                returning id, reference
            ), sides as (
                select c.id as transaction_id, o.id as account_id, @Money as amount, @Money as balance_after
                from opened o
                join caused c on c.reference = 'seed:' || o.user_id
                union all
                select id, @promotions, -@Money, null from caused
            ), entered as (
                insert into entries (transaction_id, account_id, amount, balance_after)
                select transaction_id, account_id, amount, balance_after from sides
            )
            insert into pending_amounts (account_id, amount)
            select @promotions, sum(amount) from sides where account_id = @promotions having count(*) > 0
            """,
            new { firstId, lastId, Money, promotions = SystemAccount.Promotions.Id },
            cancellationToken: cancellationToken));
    }
}
