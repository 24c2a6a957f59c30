using Samjhadoo.Shared.Domain;
using Samjhadoo.Testing;
using Samjhadoo.Wallet.Tests.Gateways;

namespace Samjhadoo.Wallet.Tests.Refunds;

public sealed class RefundTopUpTests
{
    [Test]
    public async Task Unspent_money_goes_back_to_where_it_came_from()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.PaidTopUpAsync(100);

        var answer = await asha.SendToAsync($"/wallet/top-ups/{order.Id}/refund", new { amount = 30 });

        answer.Status.Should().Be(202, answer.Text);
        answer.Json.GetProperty("cause").GetString().Should().Be("REQUESTED");
        (await asha.BalanceAsync()).Should().Be(70);
        (await asha.TopUpOfAsync(order)).GetProperty("refunded").GetDecimal().Should().Be(30);
        await SettleAsync(order, "DONE");
        (await asha.SendToAsync($"/wallet/top-ups/{order.Id}/refund", new { })).Json.GetProperty("amount").GetDecimal().Should().Be(70, "that is what is left");
        (await asha.BalanceAsync()).Should().Be(0);
        (await asha.GetAsync($"/api/v1/wallet/top-ups/{order.Id}/refunds")).Json.GetProperty("items").GetArrayLength().Should().Be(2);
    }

    [Test]
    public async Task Twice_at_once_gives_back_what_was_paid_and_no_more()
    {
        var asha = await Bank.PersonAsync(1_000);
        var order = await asha.PaidTopUpAsync(100);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => asha.SendToAsync($"/wallet/top-ups/{order.Id}/refund", new { amount = 10 })));

        answers.Count(answer => answer.Status == 202).Should().Be(10);
        answers.Where(answer => answer.Status != 202).Should().OnlyContain(answer => answer.Code == "wallet.refund_too_high");
        (await asha.BalanceAsync()).Should().Be(1_000);
    }

    [Test]
    public async Task The_same_key_refunds_once()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.PaidTopUpAsync(100);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => asha.SendToAsync($"/wallet/top-ups/{order.Id}/refund", new { amount = 10 }, "k-1")));

        answers.Should().OnlyContain(answer => answer.Status == 202 || answer.Code == "request.in_flight");
        (await asha.BalanceAsync()).Should().Be(90);
    }

    [Test]
    public async Task What_is_spent_promo_or_held_does_not_go_back()
    {
        var (asha, raj) = (await Bank.PersonAsync(promo: 40), await Bank.PersonAsync());
        var order = await asha.PaidTopUpAsync(100);
        await asha.SendAsync(raj.Id, 60);

        (await asha.SendToAsync($"/wallet/top-ups/{order.Id}/refund", new { amount = 41 })).Code.Should().Be("wallet.insufficient_funds");
        (await asha.SendToAsync($"/wallet/top-ups/{order.Id}/refund", new { amount = 40 })).Status.Should().Be(202);
        (await asha.WalletAsync()).GetProperty("promo").GetDecimal().Should().Be(40);
    }

    [Test]
    public async Task What_was_never_paid_or_is_more_than_was_paid_is_refused()
    {
        var asha = await Bank.PersonAsync(1_000);
        var (open, paid) = (await asha.TopUpAsync(50), await asha.PaidTopUpAsync(50));

        (await asha.SendToAsync($"/wallet/top-ups/{open.Id}/refund", new { })).Code.Should().Be("wallet.not_refundable");
        (await asha.SendToAsync($"/wallet/top-ups/{paid.Id}/refund", new { amount = 50.01 })).Code.Should().Be("wallet.refund_too_high");
        foreach (var amount in new[] { "0", "-1", "0.001" })
            (await asha.SendToAsync($"/wallet/top-ups/{paid.Id}/refund", $$"""{"amount": {{amount}}}""")).Status.Should().Be(400);
        (await asha.SendToAsync($"/wallet/top-ups/{paid.Id}/refund", new { reason = "x" })).Status.Should().Be(400);
    }

    [Test]
    public async Task An_admin_gives_back_for_anybody()
    {
        var (asha, admin) = (await Bank.PersonAsync(), await Bank.PersonAsync(role: UserRole.Admin));
        var order = await asha.PaidTopUpAsync(100);

        (await asha.SendToAsync($"/admin/top-ups/{order.Id}/refund", new { })).Status.Should().Be(403);
        (await admin.SendToAsync($"/admin/top-ups/{order.Id}/refund", new { amount = 25, reason = "She asked by telephone." })).Status.Should().Be(202);
        (await asha.BalanceAsync()).Should().Be(75);
        (await admin.SendToAsync("/admin/top-ups/999999999/refund", new { })).Code.Should().Be("wallet.top_up_not_found");
    }

    [Test]
    public async Task Out_of_a_frozen_wallet_only_an_admin_gives_back()
    {
        var (asha, admin) = (await Bank.PersonAsync(), await Bank.PersonAsync(role: UserRole.Admin));
        var order = await asha.PaidTopUpAsync(100);
        await Bank.ExecuteAsync("update wallets set status = 'FROZEN' where user_id = @Id", new { asha.Id });

        (await asha.SendToAsync($"/wallet/top-ups/{order.Id}/refund", new { })).Code.Should().Be("wallet.frozen");
        (await admin.SendToAsync($"/admin/top-ups/{order.Id}/refund", new { reason = "The court wants it back." })).Status.Should().Be(202);
    }

    [Test]
    public async Task What_the_gateway_cannot_give_back_returns_to_the_wallet()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.PaidTopUpAsync(100);
        // The gateway has given it back by another way already.
        await Bank.ExecuteAsync(
            "insert into sandbox_refunds (id, payment_id, paise, key) select 'rfnd_' || id, id, paise, id from sandbox_payments where order_id = @OrderId", new { order.OrderId });

        await asha.SendToAsync($"/wallet/top-ups/{order.Id}/refund", new { amount = 30 });
        await SettleAsync(order, "FAILED");

        (await asha.BalanceAsync()).Should().Be(100);
        (await asha.TopUpOfAsync(order)).GetProperty("refunded").GetDecimal().Should().Be(0);
    }

    [Test]
    public async Task An_admin_finds_what_could_not_be_given_back_by_itself_and_has_it_tried_again()
    {
        var (asha, admin) = (await Bank.PersonAsync(), await Bank.PersonAsync(role: UserRole.Admin));
        var order = await asha.TopUpAsync(100);
        await Till.ClickAsync(order, "pay-twice");
        var payment = await Till.RefundOfAsync<string>(order, "payment_id");
        await Bank.ExecuteAsync("insert into sandbox_refunds (id, payment_id, paise, key) values ('rfnd_' || @payment, @payment, 10000, @payment)", new { payment });
        await SettleAsync(order, "FAILED");

        var id = await Till.RefundOfAsync<long>(order, "id");
        (await admin.GetAsync("/api/v1/admin/refunds?status=FAILED&limit=100")).Json.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("id").GetInt64()).Should().Contain(id);
        await Bank.ExecuteAsync("delete from sandbox_refunds where payment_id = @payment", new { payment });
        (await admin.SendToAsync($"/admin/refunds/{id}/retry")).Status.Should().Be(202);
        await SettleAsync(order, "DONE");
        (await admin.SendToAsync($"/admin/refunds/{id}/retry")).Code.Should().Be("wallet.refund_not_retryable");
        (await admin.SendToAsync("/admin/refunds/999999999/retry")).Code.Should().Be("wallet.refund_not_found");
        (await asha.GetAsync("/api/v1/admin/refunds")).Status.Should().Be(403);
        (await asha.BalanceAsync()).Should().Be(100);
    }

    [Test]
    public async Task A_lost_webhook_of_a_refund_is_healed_by_asking()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.PaidTopUpAsync(10);
        await asha.SendToAsync($"/wallet/top-ups/{order.Id}/refund", new { });
        await Bank.Host.RunJobAsync("wallet.send_refunds");
        await Bank.ExecuteAsync(
            """
            update sandbox_webhooks set sent_at = now() where body like '%"refund.processed"%' and sent_at is null;
            update refunds set due_at = now() where top_up_id = @Id and due_at is not null
            """,
            new { order.Id });

        await Bank.Host.RunJobAsync("wallet.send_refunds");

        (await Till.RefundOfAsync<string>(order, "status")).Should().Be("DONE");
    }

    [Test]
    public async Task Money_leaves_only_after_a_recent_proof()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.PaidTopUpAsync(10);
        await Bank.Host.AgeProofAsync(asha.Account.SessionId);

        (await asha.SendToAsync($"/wallet/top-ups/{order.Id}/refund", new { })).Code.Should().Be("request.confirmation_required");
    }

    private static async Task SettleAsync(Order order, string status)
    {
        await Bank.Host.RunJobAsync("wallet.send_refunds");
        await Bank.Host.RunJobAsync("wallet.send_sandbox_webhooks");
        await Eventually.ValueAsync(() => Till.RefundOfAsync<string>(order, "status"), reached => reached == status);
    }
}
