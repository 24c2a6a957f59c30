namespace Samjhadoo.Wallet.Tests.Transfers;

public sealed class TransferFundsTests
{
    [Test]
    public async Task A_transfer_moves_money_and_says_where_it_can_be_read()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());

        var answer = await asha.SendAsync(raj.Id, 30.50m, note: "chai ☕");

        answer.Status.Should().Be(201);
        answer.Json.GetProperty("amount").GetRawText().Should().Be("30.50");
        answer.Json.GetProperty("balance").GetRawText().Should().Be("69.50");
        answer.Json.GetProperty("note").GetString().Should().Be("chai ☕");
        (await asha.BalanceAsync()).Should().Be(69.50m);
        (await raj.BalanceAsync()).Should().Be(30.50m);

        var sent = await asha.GetAsync(answer.Location!);
        sent.Status.Should().Be(200);
        sent.Json.GetProperty("amount").GetDecimal().Should().Be(-30.50m);
        sent.Json.GetProperty("counterpartyId").GetInt64().Should().Be(raj.Id);
        var received = await raj.GetAsync(answer.Location!);
        received.Json.GetProperty("amount").GetDecimal().Should().Be(30.50m);
        received.Json.GetProperty("balanceAfter").GetDecimal().Should().Be(30.50m);
        received.Json.GetProperty("counterpartyId").GetInt64().Should().Be(asha.Id);
    }

    [Test]
    public async Task Somebody_elses_transaction_is_not_found()
    {
        var (asha, raj, eve) = (await Bank.PersonAsync(100), await Bank.PersonAsync(), await Bank.PersonAsync());
        var transfer = await asha.SendAsync(raj.Id, 1);

        var answer = await eve.GetAsync(transfer.Location!);

        answer.Status.Should().Be(404);
        answer.Code.Should().Be("wallet.transaction_not_found");
    }

    [Test]
    public async Task It_tells_both_wallets_in_order()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        var first = (await asha.SendAsync(raj.Id, 1)).Json.GetProperty("id").GetInt64();
        await asha.SendAsync(raj.Id, 2);

        var told = await Bank.ReadAsync<string>(
            """
            select string_agg(name || ' ' || sequence || ' ' || (payload::json ->> 'amount'), ', ' order by sequence)
            from outbox_messages where aggregate = 'wallet:' || @Id
            """,
            new { raj.Id });

        told.Should().Be("wallet.credited.v1 1 1.00, wallet.credited.v1 2 2.00");
        var debit = await Bank.ReadAsync<string>(
            "select payload from outbox_messages where aggregate = 'wallet:' || @Id and (payload::json ->> 'transactionId')::bigint = @first", new { asha.Id, first });
        debit.Should().Contain("\"counterpartyId\":" + raj.Id).And.Contain("\"kind\":\"TRANSFER\"");
    }

    [Test]
    public async Task More_than_there_is_is_refused_and_says_what_there_is()
    {
        var (asha, raj) = (await Bank.PersonAsync(10), await Bank.PersonAsync());

        var answer = await asha.SendAsync(raj.Id, 10.01m);

        answer.Status.Should().Be(422);
        answer.Code.Should().Be("wallet.insufficient_funds");
        answer.Json.GetProperty("detail").GetString().Should().Contain("10.00");
        (await asha.BalanceAsync()).Should().Be(10);
    }

    [Test]
    public async Task Promo_money_is_not_transferable()
    {
        var (asha, raj) = (await Bank.PersonAsync(10, promo: 50), await Bank.PersonAsync());

        (await asha.SendAsync(raj.Id, 10.01m)).Code.Should().Be("wallet.insufficient_funds");
        (await asha.SendAsync(raj.Id, 10)).Status.Should().Be(201);
        (await asha.WalletAsync()).GetProperty("promo").GetDecimal().Should().Be(50);
    }

    [Test]
    public async Task Held_money_is_not_transferable_and_holds_take_promo_money_first()
    {
        var (asha, raj) = (await Bank.PersonAsync(40, promo: 20), await Bank.PersonAsync());
        await Bank.ExecuteAsync("update wallets set held = 30 where user_id = @Id", new { asha.Id });
        try
        {
            (await asha.SendAsync(raj.Id, 30.01m)).Code.Should().Be("wallet.insufficient_funds");
            (await asha.SendAsync(raj.Id, 30)).Status.Should().Be(201);
            (await asha.WalletAsync()).GetProperty("available").GetDecimal().Should().Be(0);
        }
        finally
        {
            await Bank.ExecuteAsync("update wallets set held = 0 where user_id = @Id", new { asha.Id });
        }
    }

    [Test]
    public async Task To_oneself_is_refused()
    {
        var asha = await Bank.PersonAsync(10);

        (await asha.SendAsync(asha.Id, 1)).Code.Should().Be("wallet.self_transfer");
    }

    [Test]
    public async Task To_nobody_is_refused()
    {
        var asha = await Bank.PersonAsync(10);

        var answer = await asha.SendAsync(4_000_000_000_000, 1);

        answer.Status.Should().Be(422);
        answer.Code.Should().Be("wallet.recipient_unknown");
    }

    [Test]
    public async Task A_frozen_wallet_neither_pays_nor_is_paid()
    {
        var (asha, raj) = (await Bank.PersonAsync(10), await Bank.PersonAsync(10));
        await Bank.ExecuteAsync("update wallets set status = 'FROZEN' where user_id = @Id", new { raj.Id });

        (await asha.SendAsync(raj.Id, 1)).Code.Should().Be("wallet.recipient_unavailable");
        (await raj.SendAsync(asha.Id, 1)).Code.Should().Be("wallet.frozen");
    }

    [Test]
    public async Task A_suspended_user_is_not_paid()
    {
        var (asha, raj) = (await Bank.PersonAsync(10), await Bank.PersonAsync(1));
        await Bank.ExecuteAsync("update users set is_active = false where id = @Id", new { raj.Id });

        (await asha.SendAsync(raj.Id, 1)).Code.Should().Be("wallet.recipient_unavailable");
    }

    [Test]
    public async Task A_wallet_never_overflows()
    {
        var (asha, raj) = (await Bank.PersonAsync(10), await Bank.PersonAsync(99_999_999.98m));

        (await asha.SendAsync(raj.Id, 0.02m)).Code.Should().Be("wallet.balance_limit");
        (await asha.SendAsync(raj.Id, 0.01m)).Status.Should().Be(201);
        (await raj.BalanceAsync()).Should().Be(99_999_999.99m);
    }

    [TestCase("0.001")]
    [TestCase("1.005")]
    [TestCase("0")]
    [TestCase("-5")]
    [TestCase("1e-3")]
    [TestCase("100000000")]
    [TestCase("1e400")]
    [TestCase("\"5\"")]
    [TestCase("null")]
    [TestCase("9223372036854775808")]
    public async Task An_amount_that_is_none_is_refused_with_its_place(string amount)
    {
        var (asha, raj) = (await Bank.PersonAsync(10), await Bank.PersonAsync());

        var answer = await asha.TransferAsync($$"""{"toUserId": {{raj.Id}}, "amount": {{amount}}}""");

        answer.Status.Should().Be(400);
        answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString().Should().Be("/amount");
        (await asha.BalanceAsync()).Should().Be(10);
    }

    [TestCase("userId")]
    [TestCase("fromUserId")]
    [TestCase("balance")]
    [TestCase("kind")]
    public async Task A_member_that_is_not_the_callers_to_set_is_refused(string member)
    {
        var (asha, raj) = (await Bank.PersonAsync(10), await Bank.PersonAsync());

        var answer = await asha.TransferAsync($$"""{"toUserId": {{raj.Id}}, "amount": 1, "{{member}}": 1}""");

        answer.Status.Should().Be(400);
    }

    [Test]
    public async Task A_note_is_one_to_200_characters()
    {
        var (asha, raj) = (await Bank.PersonAsync(10), await Bank.PersonAsync());

        (await asha.SendAsync(raj.Id, 1, note: new string('अ', 201))).Status.Should().Be(400);
        (await asha.SendAsync(raj.Id, 1, note: "")).Status.Should().Be(400);
        (await asha.SendAsync(raj.Id, 1, note: new string('अ', 200))).Status.Should().Be(201);
    }
}
