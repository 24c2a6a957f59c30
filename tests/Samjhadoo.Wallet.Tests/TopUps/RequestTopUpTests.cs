using System.Text.Json;
using Samjhadoo.Wallet.Tests.Gateways;

namespace Samjhadoo.Wallet.Tests.TopUps;

public sealed class RequestTopUpTests
{
    [Test]
    public async Task A_top_up_says_where_to_pay_and_is_credited_once_paid()
    {
        var asha = await Bank.PersonAsync();

        var ordered = await asha.SendToAsync("/wallet/top-ups", new { amount = 1000 });

        ordered.Status.Should().Be(201);
        ordered.Json.GetProperty("status").GetString().Should().Be("PENDING");
        ordered.Json.GetProperty("amount").GetRawText().Should().Be("1000.00");
        var checkout = ordered.Json.GetProperty("checkout");
        checkout.GetProperty("gateway").GetString().Should().Be("sandbox");
        checkout.GetProperty("url").GetString().Should().Be($"/api/v1/sandbox/checkout/{checkout.GetProperty("orderId").GetString()}");
        (await asha.BalanceAsync()).Should().Be(0);

        await Till.ClickAsync(new(0, checkout.GetProperty("orderId").GetString()!, 1000), "pay");

        var paid = (await asha.GetAsync(ordered.Location!)).Json;
        paid.GetProperty("status").GetString().Should().Be("PAID");
        paid.GetProperty("paidAt").ValueKind.Should().Be(JsonValueKind.String);
        (await asha.BalanceAsync()).Should().Be(1000);
        var movement = (await asha.GetAsync($"/api/v1/wallet/transactions/{paid.GetProperty("transactionId").GetInt64()}")).Json;
        movement.GetProperty("kind").GetString().Should().Be("TOP_UP");
        movement.GetProperty("amount").GetDecimal().Should().Be(1000);
    }

    [Test]
    public async Task The_same_key_orders_once_and_gets_the_same_answer()
    {
        var asha = await Bank.PersonAsync();
        var first = await asha.SendToAsync("/wallet/top-ups", new { amount = 50 }, "k-1");

        var again = await asha.SendToAsync("/wallet/top-ups", new { amount = 50 }, "k-1");

        again.Should().Be(first with { Replayed = true });
        (await asha.GetAsync("/api/v1/wallet/top-ups")).Json.GetProperty("items").GetArrayLength().Should().Be(1);
        (await asha.SendToAsync("/wallet/top-ups", new { amount = 50 }, "")).Code.Should().Be("request.key_required");
    }

    [TestCase("0.5", 400)]
    [TestCase("-10", 400)]
    [TestCase("10.001", 400)]
    [TestCase("500000.01", 400)]
    [TestCase("\"10\"", 400)]
    [TestCase("null", 400)]
    [TestCase("9.99", 422)]
    [TestCase("100000.01", 422)]
    public async Task An_amount_that_cannot_be_is_refused(string amount, int status)
    {
        var asha = await Bank.PersonAsync();

        var answer = await asha.SendToAsync("/wallet/top-ups", $$"""{"amount": {{amount}}}""");

        answer.Status.Should().Be(status);
        answer.Code.Should().Be(status == 422 ? "wallet.top_up_amount" : answer.Code);
    }

    [Test]
    public async Task A_day_has_a_limit_that_parallel_orders_respect()
    {
        var asha = await Bank.PersonAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => asha.SendToAsync("/wallet/top-ups", new { amount = 30_000 })));

        answers.Count(answer => answer.Status == 201).Should().Be(3);
        var refused = answers.First(answer => answer.Status != 201);
        refused.Code.Should().Be("wallet.daily_limit");
        refused.Json.GetProperty("detail").GetString().Should().Contain("10000.00");
        (await asha.SendToAsync("/wallet/top-ups", new { amount = 10_000 })).Status.Should().Be(201);
    }

    [Test]
    public async Task Top_ups_are_listed_newest_first_page_by_page()
    {
        var asha = await Bank.PersonAsync();
        foreach (var amount in new[] { 11m, 12m, 13m })
            await asha.TopUpAsync(amount);

        var first = (await asha.GetAsync("/api/v1/wallet/top-ups?limit=2")).Json;
        var second = (await asha.GetAsync($"/api/v1/wallet/top-ups?limit=2&cursor={first.GetProperty("nextCursor").GetString()}")).Json;

        first.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("amount").GetDecimal()).Should().Equal(13, 12);
        second.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("amount").GetDecimal()).Should().Equal(11);
        second.GetProperty("nextCursor").ValueKind.Should().Be(JsonValueKind.Null);
        (await asha.GetAsync("/api/v1/wallet/top-ups?cursor=nonsense!")).Status.Should().Be(400);
    }

    [Test]
    public async Task Somebody_elses_top_up_is_not_found()
    {
        var (asha, eve) = (await Bank.PersonAsync(), await Bank.PersonAsync());
        var order = await asha.TopUpAsync(10);

        foreach (var path in new[] { $"/api/v1/wallet/top-ups/{order.Id}", $"/api/v1/wallet/top-ups/{order.Id}/refunds" })
            (await eve.GetAsync(path)).Code.Should().Be("wallet.top_up_not_found");
        (await eve.SendToAsync($"/wallet/top-ups/{order.Id}/refund", new { })).Code.Should().Be("wallet.top_up_not_found");
    }
}
