using Npgsql;

namespace Samjhadoo.Testing;

/// <summary>Money for the people of a test, paid from a system account by balanced entries like any other.</summary>
public static class TestMoney
{
    /// <summary>Opens the user's wallet and pays into it.</summary>
    public static async Task FundAsync(TestDatabase database, long userId, decimal balance)
    {
        await using var connection = await database.OpenAsync();
        await TestReplica.CopyAsync(connection, "wallet", userId);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("set search_path = wallet"),
                new("select open_wallet($1)") { Parameters = { new() { Value = userId } } },
                new(
                    """
                    with deposit as (
                        insert into transactions (kind) values ('LAB_DEPOSIT') returning id
                    ), target as (
                        update wallets set balance = balance + $2 where user_id = $1 returning id, balance
                    ), source as (
                        select id from accounts where code is not null and may_be_negative order by id limit 1
                    ), pending as (
                        insert into pending_amounts (account_id, amount) select id, -$2 from source
                    )
                    insert into entries (transaction_id, account_id, amount, balance_after)
                    select deposit.id, target.id, $2, target.balance from deposit, target
                    union all
                    select deposit.id, source.id, -$2, null from deposit, source
                    """)
                {
                    Parameters = { new() { Value = userId }, new() { Value = balance } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync();
    }
}
