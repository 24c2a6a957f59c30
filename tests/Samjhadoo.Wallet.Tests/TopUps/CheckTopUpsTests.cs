using Samjhadoo.Wallet.Tests.Gateways;

namespace Samjhadoo.Wallet.Tests.TopUps;

public sealed class CheckTopUpsTests
{
    [Test]
    public async Task A_lost_webhook_loses_no_money_and_one_that_comes_after_all_credits_nothing_more()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(200);
        var payment = await PayUntoldAsync(order);
        (await asha.StatusAsync(order)).Should().Be("PENDING");

        await DueAsync(order);
        await Bank.Host.RunJobAsync("wallet.check_top_ups");

        (await asha.StatusAsync(order)).Should().Be("PAID");
        (await Till.WebhookAsync(Till.PaymentEvent("payment.captured", order.OrderId, payment, 200))).Status.Should().Be(204);
        (await asha.BalanceAsync()).Should().Be(200);
    }

    [Test]
    public async Task Webhook_and_sweep_at_the_same_moment_credit_once()
    {
        var asha = await Bank.PersonAsync();
        for (var i = 1; i <= 5; i++)
        {
            var order = await asha.TopUpAsync(20);
            var payment = await PayUntoldAsync(order);
            await DueAsync(order);

            await Task.WhenAll(
                Bank.Host.RunJobAsync("wallet.check_top_ups"),
                Till.WebhookAsync(Till.PaymentEvent("payment.captured", order.OrderId, payment, 20)),
                Till.WebhookAsync(Till.PaymentEvent("order.paid", order.OrderId, payment, 20)));

            (await asha.BalanceAsync()).Should().Be(20 * i);
        }
    }

    [Test]
    public async Task An_order_that_nobody_pays_expires_and_is_asked_about_for_another_day()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(60);
        await Bank.ExecuteAsync("update top_ups set expires_at = now(), check_at = now() where id = @Id", new { order.Id });

        for (var i = 0; i < 4; i++)
        {
            await Bank.Host.RunJobAsync("wallet.check_top_ups");
            (await asha.StatusAsync(order)).Should().Be("EXPIRED");
            if (i < 3)
                await DueAsync(order);
        }

        (await Bank.ReadAsync<bool>("select check_at is null from top_ups where id = @Id", new { order.Id })).Should().BeTrue();
    }

    [Test]
    public async Task A_second_payment_whose_webhook_was_lost_goes_back()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.PaidTopUpAsync(80);
        await PayUntoldAsync(order);
        await DueAsync(order);

        await Bank.Host.RunJobAsync("wallet.check_top_ups");

        (await Till.RefundOfAsync<string>(order, "cause")).Should().Be("SECOND_PAYMENT");
        (await asha.BalanceAsync()).Should().Be(80);
    }

    // A payment at the gateway of which no webhook tells.
    private static async Task<string> PayUntoldAsync(Order order)
    {
        var id = Till.NewId("pay");
        await Bank.ExecuteAsync(
            "insert into sandbox_payments (id, order_id, paise, outcome, settles_at) values (@id, @OrderId, @paise, 'captured', now())",
            new { id, order.OrderId, paise = (long)(order.Amount * 100) });
        return id;
    }

    private static Task DueAsync(Order order) => Bank.ExecuteAsync("update top_ups set check_at = now() where id = @Id", new { order.Id });
}
