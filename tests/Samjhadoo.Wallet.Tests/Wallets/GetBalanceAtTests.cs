using System.Globalization;

namespace Samjhadoo.Wallet.Tests.Wallets;

public sealed class GetBalanceAtTests
{
    [Test]
    public async Task The_balance_of_every_instant_is_known()
    {
        var (asha, raj) = (await Bank.PersonAsync(), await Bank.PersonAsync(100));
        var instants = new List<(string At, decimal Balance)> { (await NowAsync(), 0) };
        foreach (var balance in new[] { 10m, 30m, 60m })
        {
            await raj.SendAsync(asha.Id, balance - instants[^1].Balance);
            instants.Add((await NowAsync(), balance));
        }

        foreach (var (at, balance) in instants)
        {
            var answer = await asha.GetAsync($"/api/v1/wallet/balance-at?at={at}");
            answer.Status.Should().Be(200);
            answer.Json.GetProperty("balance").GetDecimal().Should().Be(balance);
            answer.Json.GetProperty("at").GetDateTimeOffset().Should().Be(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
        }
    }

    [Test]
    public async Task Before_the_first_rupee_there_was_none_and_after_today_there_is_todays()
    {
        var asha = await Bank.PersonAsync(25);

        (await asha.GetAsync("/api/v1/wallet/balance-at?at=2020-02-29T00:00:00Z")).Json.GetProperty("balance").GetDecimal().Should().Be(0);
        var ahead = (await asha.GetAsync("/api/v1/wallet/balance-at?at=9999-01-01T00:00:00Z")).Json;
        ahead.GetProperty("balance").GetDecimal().Should().Be(25);
        ahead.GetProperty("at").GetDateTimeOffset().Year.Should().BeLessThan(9999);
    }

    [TestCase("")]
    [TestCase("?at=yesterday")]
    public async Task It_needs_an_instant(string query)
    {
        var asha = await Bank.PersonAsync();

        (await asha.GetAsync($"/api/v1/wallet/balance-at{query}")).Status.Should().Be(400);
    }

    [Test]
    public async Task Rows_written_side_by_side_are_in_order_by_time()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync(100));

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? asha.SendAsync(raj.Id, 1) : raj.SendAsync(asha.Id, 1)));

        (await Bank.ReadAsync<long>(
            """
            select count(*)
            from (
                select e.created_at, lag(e.created_at) over (partition by e.account_id order by e.id) as before
                from entries e
                join wallets w on w.id = e.account_id
                where w.user_id in (@asha, @raj)
            ) pairs
            where created_at < before
            """,
            new { asha = asha.Id, raj = raj.Id })).Should().Be(0);
    }

    private static Task<string> NowAsync() =>
        Bank.ReadAsync<string>("select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
}
