using System.Text.Json;
using Dapper;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Wallet.Application.Limits;
using Samjhadoo.Wallet.Application.Statements;
using Samjhadoo.Wallet.Application.Transactions;

namespace Samjhadoo.Wallet.Tests.Statements;

/// <summary>What a page costs must not depend on how much there is.</summary>
[NonParallelizable]
public sealed class StatementPlanTests
{
    private long _userId;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        var asha = await Bank.PersonAsync(1);
        _userId = asha.Id;
        // So many others that no table is small enough to be read whole.
        await Bank.Module.SeedUsersAsync(Bank.Host.Services, 2_000_000_000, 2_000_004_999, CancellationToken.None);
        // What post would write for 50,000 pairs of a payment and its return, so that the books stay right.
        await Bank.ExecuteAsync(
            """
            set session_replication_role = replica;
            with asha as (
                select id from wallets where user_id = @userId
            ), caused as (
                insert into transactions (id, kind)
                select nextval('transactions_id_seq'), case when i % 100 = 0 then 'PROMOTION' else 'TRANSFER' end from generate_series(1, 100000) i
                returning id
            ), numbered as (
                select id, row_number() over (order by id) as n from caused
            ), entered as (
                insert into entries (transaction_id, account_id, amount, balance_after, created_at)
                select n.id, a.id, case when n.n % 2 = 1 then 1 else -1 end, case when n.n % 2 = 1 then 2 else 1 end, clock_timestamp()
                from numbered n, asha a
                order by n.n
            ), noted as (
                insert into transaction_notes (transaction_id, author_id, note) select n.id, @userId, 'rent' from numbered n where n.n % 10 = 0
            )
            insert into entries (transaction_id, account_id, amount)
            select n.id, 2, case when n.n % 2 = 1 then -1 else 1 end from numbered n order by n.n;
            analyze entries, transactions, wallets, users, transaction_notes;
            """,
            new { userId = _userId });
    }

    private static readonly Dictionary<string, StatementFilter> Filters = new()
    {
        ["none"] = new(),
        ["kind"] = new(Kind: "TRANSFER"),
        ["rare kind"] = new(Kind: "PROMOTION"),
        ["direction and amount"] = new(Direction: "IN", MinAmount: 1, MaxAmount: 5),
        ["from"] = new(From: DateTimeOffset.UnixEpoch),
        ["to"] = new(To: DateTimeOffset.MaxValue),
    };

    [TestCase("none")]
    [TestCase("kind")]
    [TestCase("rare kind")]
    [TestCase("direction and amount")]
    [TestCase("from")]
    [TestCase("to")]
    public async Task A_page_reads_by_indexes_and_only_what_it_shows(string name)
    {
        var filter = Filters[name];
        await using var connection = await Bank.Host.Database.OpenAsync(Bank.Module);
        var middle = await connection.QuerySingleAsync<TimeCursor>(
            "select created_at as at, transaction_id as id from entries where account_id = (select id from wallets where user_id = @_userId) order by created_at, id offset 50000 limit 1", new { _userId });

        foreach (var after in (TimeCursor?[])[null, middle])
        {
            var plan = await connection.ExecuteScalarAsync<string>(
                $"explain (analyze, buffers, format json) {GetStatementHandler.SqlOf(filter, after)}",
                new { userId = _userId, after?.At, after?.Id, filter.Kind, filter.From, filter.To, filter.MinAmount, filter.MaxAmount, limit = 21 });

            var root = JsonDocument.Parse(plan!).RootElement[0].GetProperty("Plan");
            ReadWhole(root).Should().BeEmpty();
            root.GetProperty("Actual Rows").GetDouble().Should().Be(21);
            var buffers = root.GetProperty("Shared Hit Blocks").GetInt64() + root.GetProperty("Shared Read Blocks").GetInt64();
            buffers.Should().BeLessThan(filter.Kind == "PROMOTION" ? 20_000 : 1_000, "a page of 21 rows is all it reads: {0}", plan);
        }
    }

    [Test]
    public async Task Exports_and_limits_read_by_indexes_too()
    {
        await using var connection = await Bank.Host.Database.OpenAsync(Bank.Module);
        var wallet = await connection.ExecuteScalarAsync<long>("select id from wallets where user_id = @_userId", new { _userId });
        var middle = await connection.QuerySingleAsync<TimeCursor>(
            "select created_at as at, transaction_id as id from entries where account_id = @wallet order by created_at, id offset 50000 limit 1", new { wallet });
        (string Sql, object Parameters, int Blocks)[] reads =
        [
            (StatementBook.OpenSql, new { userId = _userId, from = (DateTimeOffset?)middle.At, to = (DateTimeOffset?)null }, 50),
            (StatementBook.LinesSql, new { WalletId = wallet, middle.At, middle.Id, To = DateTimeOffset.MaxValue, PageSize = 20 }, 1_000),
            (GetLimitsHandler.Sql, new { userId = _userId, since = DateTimeOffset.MaxValue, kinds = (string[])["TRANSFER", "TOP_UP", "PAYOUT"] }, 100),
        ];

        foreach (var (sql, parameters, blocks) in reads)
        {
            var plan = JsonDocument.Parse((await connection.ExecuteScalarAsync<string>($"explain (analyze, buffers, format json) {sql}", parameters))!).RootElement[0].GetProperty("Plan");
            // So few users have limits of their own that an index would be a detour.
            ReadWhole(plan).Where(table => table != "limits").Should().BeEmpty("of {0}", sql);
            (plan.GetProperty("Shared Hit Blocks").GetInt64() + plan.GetProperty("Shared Read Blocks").GetInt64()).Should().BeLessThan(blocks, "of {0}", sql);
        }
    }

    private static IEnumerable<string?> ReadWhole(JsonElement node)
    {
        if (node.GetProperty("Node Type").GetString() is "Seq Scan" or "Bitmap Heap Scan")
            yield return node.GetProperty("Relation Name").GetString();
        if (!node.TryGetProperty("Plans", out var parts))
            yield break;
        foreach (var relation in parts.EnumerateArray().SelectMany(ReadWhole))
            yield return relation;
    }
}
