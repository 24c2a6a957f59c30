using Samjhadoo.Wallet.Tests.Gateways;

namespace Samjhadoo.Wallet.Tests.TopUps;

public sealed class ReceivePaymentTests
{
    [Test]
    public async Task Twenty_webhooks_of_one_payment_at_once_credit_once()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(500);
        var payment = Till.NewId("pay");

        // Two kinds of event tell of the same payment, each delivered several times, some under other ids.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Till.WebhookAsync(
            Till.PaymentEvent(i % 2 == 0 ? "payment.captured" : "order.paid", order.OrderId, payment, 500, DateTimeOffset.UtcNow.AddSeconds(-i)),
            i % 5 == 0 ? $"evt_{payment}" : null)));

        answers.Should().OnlyContain(answer => answer.Status == 204);
        await Bank.Host.RunJobAsync("wallet.finish_webhooks");
        (await asha.StatusAsync(order)).Should().Be("PAID");
        (await asha.BalanceAsync()).Should().Be(500);
        (await Bank.ReadAsync<int>("select count(*) from transactions where kind = 'TOP_UP' and reference = 'top_up:' || @Id", new { order.Id })).Should().Be(1);
        (await Bank.ReadAsync<int>("select count(*) from refunds where top_up_id = @Id", new { order.Id })).Should().Be(0);
    }

    [Test]
    public async Task It_is_told_once_to_other_modules_and_to_the_user()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.PaidTopUpAsync(25);

        var told = await Bank.ReadAsync<string>(
            "select string_agg(name, ', ' order by sequence) from outbox_messages where aggregate = 'top_up:' || @Id", new { order.Id });

        told.Should().Be("wallet.top_up_succeeded.v1, shared.notification_requested.v1");
    }

    [Test]
    public async Task A_failed_attempt_is_shown_and_another_one_may_succeed_in_whatever_order_they_are_told()
    {
        var asha = await Bank.PersonAsync();
        var (early, late) = (await asha.TopUpAsync(30), await asha.TopUpAsync(40));

        await Till.ClickAsync(early, "fail");
        (await asha.TopUpOfAsync(early)).GetProperty("lastFailure").GetString().Should().Be("payment_cancelled");
        (await asha.StatusAsync(early)).Should().Be("PENDING");
        await Till.ClickAsync(early, "pay");
        (await asha.StatusAsync(early)).Should().Be("PAID");

        await Till.WebhookAsync(Till.PaymentEvent("payment.captured", late.OrderId, Till.NewId("pay"), 40));
        await Till.WebhookAsync(Till.PaymentEvent("payment.failed", late.OrderId, Till.NewId("pay"), 40));
        var paid = await asha.TopUpOfAsync(late);
        paid.GetProperty("status").GetString().Should().Be("PAID");
        paid.GetProperty("lastFailure").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        (await asha.BalanceAsync()).Should().Be(70);
    }

    [Test]
    public async Task Paid_twice_is_credited_once_and_the_second_payment_goes_back()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(100);

        await Till.ClickAsync(order, "pay-twice");

        (await asha.BalanceAsync()).Should().Be(100);
        (await Till.RefundOfAsync<string>(order, "cause")).Should().Be("SECOND_PAYMENT");
        await Bank.Host.RunJobAsync("wallet.send_refunds");
        await Bank.Host.RunJobAsync("wallet.send_sandbox_webhooks");
        await Samjhadoo.Testing.Eventually.ValueAsync(() => Till.RefundOfAsync<string>(order, "status"), status => status == "DONE");
        (await Bank.ReadAsync<long>(
            "select sum(r.paise) from sandbox_refunds r join sandbox_payments p on p.id = r.payment_id where p.order_id = @OrderId", new { order.OrderId })).Should().Be(10_000);
        (await asha.BalanceAsync()).Should().Be(100);
        (await asha.GetAsync($"/api/v1/wallet/top-ups/{order.Id}/refunds")).Json.GetProperty("items")[0].GetProperty("cause").GetString().Should().Be("SECOND_PAYMENT");
    }

    [TestCase("99.99", "INR")]
    [TestCase("100.01", "INR")]
    [TestCase("100", "USD")]
    public async Task Another_amount_than_ordered_is_not_credited_and_goes_back(decimal paid, string currency)
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(100);

        (await Till.WebhookAsync(Till.PaymentEvent("payment.captured", order.OrderId, Till.NewId("pay"), paid, currency: currency))).Status.Should().Be(204);

        (await asha.BalanceAsync()).Should().Be(0);
        (await asha.StatusAsync(order)).Should().Be("PENDING");
        (await Till.RefundOfAsync<string>(order, "cause")).Should().Be("AMOUNT_MISMATCH");
        (await Till.RefundOfAsync<decimal>(order, "amount")).Should().Be(paid);
    }

    [Test]
    public async Task A_payment_that_the_wallet_cannot_take_goes_back()
    {
        var asha = await Bank.PersonAsync(99_999_990);
        var order = await asha.TopUpAsync(10);

        await Till.ClickAsync(order, "pay");

        (await asha.BalanceAsync()).Should().Be(99_999_990);
        (await Till.RefundOfAsync<string>(order, "cause")).Should().Be("NOT_CREDITABLE");
    }

    [Test]
    public async Task A_payment_that_comes_after_the_order_has_expired_is_credited()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(75);
        await Till.ClickAsync(order, "pay-late");
        await Bank.ExecuteAsync("update top_ups set expires_at = now(), check_at = now() where id = @Id", new { order.Id });
        await Bank.Host.RunJobAsync("wallet.check_top_ups");
        (await asha.StatusAsync(order)).Should().Be("EXPIRED");

        await Bank.ExecuteAsync(
            """
            update sandbox_payments set settles_at = now() where order_id = @OrderId;
            update sandbox_webhooks set due_at = now() where body like '%' || @OrderId || '%' and sent_at is null
            """,
            new { order.OrderId });
        await Bank.Host.RunJobAsync("wallet.send_sandbox_webhooks");

        await Samjhadoo.Testing.Eventually.ValueAsync(() => asha.StatusAsync(order), status => status == "PAID");
        (await asha.BalanceAsync()).Should().Be(75);
    }
}
