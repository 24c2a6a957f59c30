using Dapper;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Lab;

/// <summary>What must hold after every fault, read by the superuser straight from the tables.</summary>
public static class Audit
{
    public static async Task CleanAsync(FaultLab lab, Bank? bank = null)
    {
        await lab.DrainedAsync();
        await using var connection = await lab.Database.OpenAsync();

        (await connection.ExecuteScalarAsync<long>(
            "select count(*) from (select from wallet.entries group by transaction_id having sum(amount) <> 0) unbalanced"))
            .Should().Be(0, "each transaction sums to zero");
        (await connection.ExecuteScalarAsync<long>(
            """
            select count(*)
            from wallet.wallets w
            where w.balance <> coalesce((select sum(e.amount) from wallet.entries e join wallet.accounts a on a.id = e.account_id where a.wallet_id = w.id), 0)
            """))
            .Should().Be(0, "each balance equals its entries");
        (await connection.ExecuteScalarAsync<long>("select count(*) from wallet.wallets where balance < 0 or held < 0 or held > balance"))
            .Should().Be(0, "nothing is negative");
        (await connection.ExecuteScalarAsync<decimal?>("select sum(amount) from wallet.entries") ?? 0m)
            .Should().Be(0m, "money in all accounts is what was deposited less what was withdrawn");
        (await connection.ExecuteScalarAsync<long>(
            "select count(*) from (select from tally.effects group by message_id having count(*) > 1) doubled"))
            .Should().Be(0, "every event has one effect");
        foreach (var module in Tally.Modules)
        {
            (await connection.ExecuteScalarAsync<long>(
                $"select count(*) from (select from {module.Schema}.outbox_messages group by message_id having count(*) > 1) doubled"))
                .Should().Be(0, "no event was told twice");
        }

        if (bank is null)
            return;
        bank.Surprises.Should().BeEmpty("clients saw nothing but answers and 503 with Retry-After");
        await bank.BalancesAreExactAsync();
        var keys = bank.Transfers.Where(transfer => transfer.Done).Select(transfer => transfer.Key).ToArray();
        (await connection.ExecuteScalarAsync<long>("select count(*) from wallet.idempotency_keys where key = any (@keys)", new { keys }))
            .Should().Be(keys.Length, "every acknowledged transfer exists exactly once");
        (await connection.ExecuteScalarAsync<long>("select count(*) from wallet.transactions where kind = 'TRANSFER'"))
            .Should().Be(keys.Length, "and nothing that was not acknowledged exists");
    }

    /// <summary>Every event of the batch has had its one effect; over the broker the last may come a moment after the outbox is empty.</summary>
    public static async Task CountedAsync(FaultLab lab, string batch, int count, TimeSpan? within = null)
    {
        await Eventually.ValueAsync(
            () => lab.ScalarAsync<long>("select count(*) from tally.effects where batch = @batch", new { batch }), effects => effects >= count, within ?? TimeSpan.FromMinutes(1));
        await using var connection = await lab.Database.OpenAsync();
        (await connection.QuerySingleAsync<(long Effects, long Numbers)>(
            "select count(*), count(distinct number) from tally.effects where batch = @batch", new { batch }))
            .Should().Be((count, count), "each of the {0} events had one effect", count);
    }
}
