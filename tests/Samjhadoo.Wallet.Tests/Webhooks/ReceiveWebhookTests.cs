using Samjhadoo.Wallet.Tests.Gateways;

namespace Samjhadoo.Wallet.Tests.Webhooks;

public sealed class ReceiveWebhookTests
{
    [Test]
    public async Task A_signature_that_is_not_the_gateways_is_refused()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(10);
        var body = Till.PaymentEvent("payment.captured", order.OrderId, Till.NewId("pay"), 10);

        foreach (var answer in new[]
        {
            await Till.WebhookAsync(body, secret: "another-secret"),
            await Till.WebhookAsync(body, signature: new string('0', 64)),
            await Till.WebhookAsync(body, signature: "not hex at all, though it is as long as one of sixty-four letters"),
            await Till.WebhookAsync(body, signature: "00"),
            await Till.WebhookAsync(body.Replace("1000", "9900", StringComparison.Ordinal), signature: Infrastructure.Gateways.Razorpay.RazorpayWebhook.Sign(System.Text.Encoding.UTF8.GetBytes(body), Till.Secret)),
        })
        {
            answer.Status.Should().Be(400);
            answer.Code.Should().Be("wallet.webhook_refused");
        }

        (await asha.BalanceAsync()).Should().Be(0);
        (await Bank.ReadAsync<int>("select count(*) from webhook_events where notice ->> 'orderId' = @OrderId", new { order.OrderId })).Should().Be(0);
    }

    [TestCase(-26 * 60)]
    [TestCase(10)]
    public async Task One_that_is_too_old_or_from_the_future_is_refused(int minutes)
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(10);

        var answer = await Till.WebhookAsync(
            Till.PaymentEvent("payment.captured", order.OrderId, Till.NewId("pay"), 10, DateTimeOffset.UtcNow.AddMinutes(minutes)));

        answer.Code.Should().Be("wallet.webhook_refused");
        (await asha.StatusAsync(order)).Should().Be("PENDING");
    }

    [Test]
    public async Task A_replay_is_taken_and_has_no_effect_under_whatever_id_it_comes()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(10);
        var body = Till.PaymentEvent("payment.captured", order.OrderId, Till.NewId("pay"), 10);
        var id = Till.NewId("evt");

        foreach (var eventId in new[] { id, id, Till.NewId("evt") })
            (await Till.WebhookAsync(body, eventId)).Status.Should().Be(204);

        (await Bank.ReadAsync<int>("select count(*) from webhook_events where notice ->> 'orderId' = @OrderId", new { order.OrderId })).Should().Be(1);
        (await asha.BalanceAsync()).Should().Be(10);
    }

    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("""{"event": "payment.captured"}""")]
    [TestCase("""{"event": "payment.captured", "created_at": 99999999999999, "payload": {}}""")]
    [TestCase("""{"event": "payment.captured", "created_at": 1, "payload": {"payment": {"entity": {"id": "pay_1"}}}}""")]
    public async Task What_cannot_be_read_is_refused_however_well_it_is_signed(string body) =>
        (await Till.WebhookAsync(body)).Code.Should().Be("wallet.webhook_refused");

    [Test]
    public async Task An_event_nobody_acts_upon_is_stored_and_ignored()
    {
        var id = Till.NewId("evt");

        (await Till.WebhookAsync($$"""{"event": "invoice.paid", "created_at": {{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}}, "payload": {"id": "{{id}}"} }""", id)).Status.Should().Be(204);

        (await Bank.ReadAsync<string>("select outcome from webhook_events where event_id = @id", new { id })).Should().Be("IGNORED");
    }

    [Test]
    public async Task A_gateway_that_is_not_in_use_is_not_found()
    {
        var answer = await Till.WebhookAsync(Bank.Host.Url, "razorpay", "{}", null, null, Till.Secret);

        answer.Status.Should().Be(404);
        answer.Code.Should().Be("wallet.gateway_unknown");
    }

    [Test]
    public async Task An_order_that_is_not_known_yet_is_tried_again_until_it_is()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(15);
        var id = Till.NewId("evt");
        await Bank.ExecuteAsync("update top_ups set order_id = order_id || 'x' where id = @Id", new { order.Id });
        (await Till.WebhookAsync(Till.PaymentEvent("payment.captured", order.OrderId, Till.NewId("pay"), 15), id)).Status.Should().Be(204);
        (await Bank.ReadAsync<string>("select outcome from webhook_events where event_id = @id and handled_at is null", new { id })).Should().Be("UNKNOWN");

        await Bank.ExecuteAsync("update top_ups set order_id = @OrderId where id = @Id; update webhook_events set due_at = now() where event_id = @eventId", new { order.OrderId, order.Id, eventId = id });
        await Bank.Host.RunJobAsync("wallet.finish_webhooks");

        (await asha.BalanceAsync()).Should().Be(15);
        (await Bank.ReadAsync<string>("select outcome from webhook_events where event_id = @id", new { id })).Should().Be("CREDITED");
    }

    [Test]
    public async Task An_order_that_is_never_known_is_given_up_in_the_end()
    {
        var id = Till.NewId("evt");
        await Till.WebhookAsync(Till.PaymentEvent("payment.captured", Till.NewId("order"), Till.NewId("pay"), 15), id);

        for (var i = 0; i < 8; i++)
        {
            await Bank.ExecuteAsync("update webhook_events set due_at = now() where event_id = @id and due_at is not null", new { id });
            await Bank.Host.RunJobAsync("wallet.finish_webhooks");
        }

        (await Bank.ReadAsync<bool>("select handled_at is not null and due_at is null from webhook_events where event_id = @id", new { id })).Should().BeTrue();
    }

    [Test]
    public async Task What_fails_between_storing_and_acting_is_finished_by_the_job()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(45);
        var (id, payment) = (Till.NewId("evt"), Till.NewId("pay"));
        await Bank.ExecuteAsync(
            $"""
            create function fail_{payment}() returns trigger language plpgsql as $$ begin raise exception 'the host dies here'; end $$;
            create trigger fail_{payment} before insert on top_up_payments for each row when (new.payment_id = '{payment}') execute function fail_{payment}();
            grant execute on function fail_{payment}() to public
            """);

        (await Till.WebhookAsync(Till.PaymentEvent("payment.captured", order.OrderId, payment, 45), id)).Status.Should().Be(204, "it is stored");

        (await asha.BalanceAsync()).Should().Be(0);
        (await Bank.ReadAsync<bool>("select handled_at is null from webhook_events where event_id = @id", new { id })).Should().BeTrue();
        await Bank.ExecuteAsync($"drop trigger fail_{payment} on top_up_payments; drop function fail_{payment}; update webhook_events set due_at = now() where event_id = @id", new { id });
        await Bank.Host.RunJobAsync("wallet.finish_webhooks");
        (await asha.BalanceAsync()).Should().Be(45);
        (await asha.StatusAsync(order)).Should().Be("PAID");
    }

    [Test]
    public async Task Nothing_personal_that_the_gateway_sends_along_is_kept()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(10);
        await Till.WebhookAsync(Till.PaymentEvent("payment.captured", order.OrderId, Till.NewId("pay"), 10));

        (await Bank.ReadAsync<string>("select notice::text from webhook_events where notice ->> 'orderId' = @OrderId", new { order.OrderId }))
            .Should().NotContain("asha@").And.NotContain("9999999999");
    }
}
