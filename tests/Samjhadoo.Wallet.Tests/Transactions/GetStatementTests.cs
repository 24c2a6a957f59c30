using System.Text.Json;

namespace Samjhadoo.Wallet.Tests.Transactions;

public sealed class GetStatementTests
{
    private const string Path = "/api/v1/wallet/transactions";

    [Test]
    public async Task The_newest_comes_first_and_each_balance_follows_from_the_row_before()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync(50));
        for (var i = 1; i <= 6; i++)
        {
            (await asha.SendAsync(raj.Id, i, note: $"no. {i}")).Status.Should().Be(201);
            (await raj.SendAsync(asha.Id, 0.50m)).Status.Should().Be(201);
        }

        var rows = await AllAsync(asha, 5);

        rows.Should().HaveCount(13);
        rows.Select(row => row.GetProperty("id").GetInt64()).Should().OnlyHaveUniqueItems();
        rows[0].GetProperty("balanceAfter").GetDecimal().Should().Be(await asha.BalanceAsync());
        for (var i = 0; i + 1 < rows.Count; i++)
            (rows[i].GetProperty("balanceAfter").GetDecimal() - rows[i].GetProperty("amount").GetDecimal())
                .Should().Be(rows[i + 1].GetProperty("balanceAfter").GetDecimal());
        var last = rows[^1];
        last.GetProperty("kind").GetString().Should().Be("PROMOTION");
        last.GetProperty("amount").GetDecimal().Should().Be(last.GetProperty("balanceAfter").GetDecimal());
        rows[1].GetProperty("counterpartyId").GetInt64().Should().Be(raj.Id);
        rows[1].GetProperty("counterpartyName").GetString().Should().Be("Test USER");
        rows[1].GetProperty("note").GetString().Should().Be("no. 6");
    }

    [Test]
    public async Task A_page_stays_where_it_was_while_money_moves()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        for (var i = 0; i < 6; i++)
            await asha.SendAsync(raj.Id, 1);
        var first = await asha.GetAsync($"{Path}?limit=3");
        await asha.SendAsync(raj.Id, 1);

        var second = await asha.GetAsync($"{Path}?limit=3&cursor={first.Json.GetProperty("nextCursor").GetString()}");

        Ids(first).Concat(Ids(second)).Should().OnlyHaveUniqueItems().And.HaveCount(6);
        Ids(second).Should().OnlyContain(id => id < Ids(first).Min());
    }

    [Test]
    public async Task Filters_choose_rows()
    {
        var (asha, raj, meera) = (await Bank.PersonAsync(100), await Bank.PersonAsync(100), await Bank.PersonAsync(100));
        await asha.SendAsync(raj.Id, 5);
        await raj.SendAsync(asha.Id, 7);
        await asha.SendAsync(meera.Id, 20);
        var rows = (await AllAsync(asha, 100)).ToDictionary(row => row.GetProperty("amount").GetDecimal());
        var seven = Uri.EscapeDataString(rows[7].GetProperty("createdAt").GetString()!);
        var grant = rows[100].GetProperty("reference").GetString();

        (await AmountsAsync("kind=PROMOTION")).Should().Equal(100);
        (await AmountsAsync("kind=TRANSFER&direction=IN")).Should().Equal(7);
        (await AmountsAsync("direction=OUT")).Should().Equal(-20, -5);
        (await AmountsAsync("minAmount=5.01&maxAmount=20")).Should().Equal(-20, 7);
        (await AmountsAsync($"counterpartyId={raj.Id}")).Should().Equal(7, -5);
        (await AmountsAsync("counterpartyId=9007199254740991")).Should().BeEmpty();
        (await AmountsAsync($"reference={grant}")).Should().Equal(100);
        (await AmountsAsync($"from={seven}")).Should().Equal(-20, 7);
        (await AmountsAsync($"to={seven}")).Should().Equal(-5, 100);

        async Task<IEnumerable<decimal>> AmountsAsync(string filter) =>
            (await asha.GetAsync($"{Path}?{filter}")).Json.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("amount").GetDecimal());
    }

    [TestCase("kind=GIFT", "/kind")]
    [TestCase("direction=SIDEWAYS", "/direction")]
    [TestCase("minAmount=-1", "/minAmount")]
    [TestCase("maxAmount=100000000", "/maxAmount")]
    [TestCase("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "/to")]
    [TestCase("counterpartyId=0", "/counterpartyId")]
    [TestCase("reference=", "/reference")]
    [TestCase("limit=101", "limit")]
    [TestCase("cursor=nonsense!", "cursor")]
    public async Task A_filter_that_is_none_is_refused_with_its_name(string filter, string pointer)
    {
        var asha = await Bank.PersonAsync();

        var answer = await asha.GetAsync($"{Path}?{filter}");

        answer.Status.Should().Be(400);
        answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString().Should().Be(pointer);
    }

    [Test]
    public async Task Nobody_sees_another_ones_rows()
    {
        var (asha, raj, eve) = (await Bank.PersonAsync(10), await Bank.PersonAsync(), await Bank.PersonAsync(1));
        var transfer = (await asha.SendAsync(raj.Id, 1)).Json.GetProperty("id").GetInt64();

        (await AllAsync(eve, 100)).Select(row => row.GetProperty("id").GetInt64()).Should().NotContain(transfer).And.ContainSingle();
    }

    private static IEnumerable<long> Ids(Answer page) => page.Json.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetInt64());

    private static async Task<List<JsonElement>> AllAsync(Person person, int limit)
    {
        var rows = new List<JsonElement>();
        for (var path = $"{Path}?limit={limit}"; ;)
        {
            var page = await person.GetAsync(path);
            page.Status.Should().Be(200);
            rows.AddRange(page.Json.GetProperty("items").EnumerateArray());
            if (page.Json.GetProperty("nextCursor").GetString() is not { } next)
                return rows;
            path = $"{Path}?limit={limit}&cursor={next}";
        }
    }
}
