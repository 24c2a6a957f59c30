using System.Diagnostics;
using Dapper;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Testing;
using Samjhadoo.Wallet.Infrastructure;

namespace Samjhadoo.Wallet.Tests.Gateways;

/// <summary>A host that is configured for Razorpay, against a double of it.</summary>
public sealed class RazorpayTests
{
    private const string Secret = "webhook-secret";
    private const string OldSecret = "webhook-secret-of-last-week";

    private RazorpayDouble _razorpay = null!;
    private ModuleHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _razorpay = await RazorpayDouble.StartAsync();
        _host = await ModuleHost.StartAsync([new IdentityModule(), new WalletModule()], new ModuleHostOptions
        {
            Arguments =
            [
                $"--Payments:Razorpay:Url={_razorpay.Url}",
                $"--Payments:Razorpay:KeyId={RazorpayDouble.KeyId}",
                $"--Payments:Razorpay:KeySecret={RazorpayDouble.KeySecret}",
                $"--Payments:Razorpay:AccountNumber={RazorpayDouble.AccountNumber}",
                $"--Payments:Razorpay:WebhookSecrets:0={Secret}",
                $"--Payments:Razorpay:WebhookSecrets:1={OldSecret}",
                "--Payments:Razorpay:AttemptTimeout=00:00:00.500",
                "--Payments:Razorpay:Timeout=00:00:02",
                "--Payments:Razorpay:BreakFor=00:00:00.500",
                "--Payments:Payouts:RequireKyc=false",
                "--Payments:Payouts:TdsPercent=1",
            ],
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _host.DisposeAsync();
        await _razorpay.DisposeAsync();
        _razorpay.Violations.Should().BeEmpty("each request is as documented");
    }

    [TearDown]
    public async Task EndTroubleAsync()
    {
        _razorpay.Trouble = Trouble.None;
        var person = await PersonAsync();
        await Eventually.TrueAsync(async () => (await person.SendToAsync("/wallet/top-ups", new { amount = 10 })).Status == 201);
    }

    [TestCase(Secret)]
    [TestCase(OldSecret)]
    public async Task An_order_is_made_in_paise_and_credited_by_a_webhook_of_the_current_or_the_old_secret(string secret)
    {
        var asha = await PersonAsync();

        var answer = await asha.SendToAsync("/wallet/top-ups", new { amount = 499.5 });

        var checkout = answer.Json.GetProperty("checkout");
        checkout.GetProperty("publicKey").GetString().Should().Be(RazorpayDouble.KeyId);
        checkout.GetProperty("url").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        var orderId = checkout.GetProperty("orderId").GetString()!;
        var order = _razorpay.Orders[orderId];
        order["amount"]!.GetValue<long>().Should().Be(49_950);
        order["receipt"]!.GetValue<string>().Should().Be($"topup-{answer.Json.GetProperty("id").GetInt64()}");
        var payment = _razorpay.Pay(orderId);
        (await Till.WebhookAsync(_host.Url, "razorpay", Till.PaymentEvent("payment.captured", orderId, payment, 499.5m), null, null, secret)).Status.Should().Be(204);
        (await asha.BalanceAsync()).Should().Be(499.5m);
    }

    [Test]
    public async Task A_lost_webhook_is_healed_by_asking_for_the_payments_of_the_order()
    {
        var asha = await PersonAsync();
        var (id, orderId) = await OrderAsync(asha, 60);
        _razorpay.Pay(orderId, "failed");
        _razorpay.Pay(orderId, "authorized");
        _razorpay.Pay(orderId);
        await DueAsync("top_ups", "check_at", id);

        await _host.RunJobAsync("wallet.check_top_ups");

        (await asha.BalanceAsync()).Should().Be(60);
    }

    [Test]
    public async Task A_payment_that_was_given_back_at_the_gateway_is_not_credited()
    {
        var asha = await PersonAsync();
        var (id, orderId) = await OrderAsync(asha, 60);
        _razorpay.Pay(orderId, "refunded");
        _razorpay.Pay(orderId);
        _razorpay.Payments[orderId][1]!["amount_refunded"] = 100;
        await DueAsync("top_ups", "check_at", id);

        await _host.RunJobAsync("wallet.check_top_ups");

        (await asha.BalanceAsync()).Should().Be(0);
    }

    [Test]
    public async Task A_refund_whose_answer_is_lost_is_made_once()
    {
        var asha = await PersonAsync();
        var (id, payment) = await PaidAsync(asha, 80);
        _razorpay.Trouble = Trouble.LostAnswers;
        (await asha.SendToAsync($"/wallet/top-ups/{id}/refund", new { amount = 30 })).Status.Should().Be(202, "it goes on when the gateway is back");
        await _host.RunJobAsync("wallet.send_refunds");
        (await ReadAsync<string>("select status from refunds where top_up_id = @id", new { id })).Should().Be("PENDING");

        _razorpay.Trouble = Trouble.None;
        await Eventually.TrueAsync(async () =>
        {
            await DueAsync("refunds", "due_at", id, "top_up_id");
            await _host.RunJobAsync("wallet.send_refunds");
            return await ReadAsync<string>("select status from refunds where top_up_id = @id", new { id }) == "SENT";
        });

        var refund = _razorpay.Refunds.Values.Should().ContainSingle(one => one["payment_id"]!.GetValue<string>() == payment).Subject;
        refund["amount"]!.GetValue<long>().Should().Be(3_000);
        refund["status"] = "processed";
        await DueAsync("refunds", "due_at", id, "top_up_id");
        await _host.RunJobAsync("wallet.send_refunds");
        (await ReadAsync<string>("select status from refunds where top_up_id = @id", new { id })).Should().Be("DONE");
        (await asha.BalanceAsync()).Should().Be(50);
    }

    [TestCase("raj@okaxis", "UPI")]
    [TestCase(null, "IMPS")]
    public async Task A_payout_goes_to_the_persons_account_once_less_the_tax(string? vpa, string mode)
    {
        var raj = await PersonAsync(UserRole.Mentor);
        await PaidAsync(raj, 1_000);
        var payoutId = await PayOutAsync(raj, 400, vpa);
        _razorpay.Trouble = Trouble.LostAnswers;
        await _host.RunJobAsync("wallet.send_payouts");
        _razorpay.Trouble = Trouble.None;
        await Eventually.TrueAsync(async () =>
        {
            await DueAsync("payouts", "due_at", payoutId);
            await _host.RunJobAsync("wallet.send_payouts");
            return await ReadAsync<string>("select status from payouts where id = @payoutId", new { payoutId }) == "PROCESSING";
        });

        var payout = _razorpay.Payouts.Values.Should().ContainSingle(one => one["reference_id"]!.GetValue<string>() == $"payout-{payoutId:D10}").Subject;
        payout["amount"]!.GetValue<long>().Should().Be(39_600);
        payout["mode"]!.GetValue<string>().Should().Be(mode);
        payout["status"] = "processed";
        payout["utr"] = "HDFC000123";
        await DueAsync("payouts", "due_at", payoutId);
        await _host.RunJobAsync("wallet.send_payouts");

        (await raj.GetAsync($"/api/v1/wallet/payouts/{payoutId}")).Json.GetProperty("utr").GetString().Should().Be("HDFC000123");
        (await raj.BalanceAsync()).Should().Be(600);
        (await ReadAsync<string>(
            """
            select string_agg(a.code || ' ' || e.amount, ', ' order by a.code)
            from entries e
            join transactions t on t.id = e.transaction_id
            join accounts a on a.id = e.account_id
            where t.kind = 'PAYOUT_SETTLED' and t.reference = 'payout:' || @payoutId
            """,
            new { payoutId })).Should().Be("GATEWAY_CLEARING 396.00, PAYOUTS_IN_TRANSIT -400.00, TDS_PAYABLE 4.00");
    }

    [Test]
    public async Task A_payout_that_razorpay_refuses_comes_back()
    {
        var raj = await PersonAsync(UserRole.Mentor);
        await PaidAsync(raj, 1_000);
        var payoutId = await PayOutAsync(raj, 400, "nobody@upi");

        await _host.RunJobAsync("wallet.send_payouts");

        (await ReadAsync<string>("select status || ' ' || failure from payouts where id = @payoutId", new { payoutId })).Should().Be("FAILED refused");
        (await raj.BalanceAsync()).Should().Be(1_000);
    }

    [TestCase("Down")]
    [TestCase("Slow")]
    [TestCase("TooMany")]
    [TestCase("ServerError")]
    [TestCase("Page")]
    [TestCase("LostAnswers")]
    public async Task A_gateway_in_trouble_is_a_503_in_bounded_time_and_the_same_key_goes_on_later(string trouble)
    {
        var asha = await PersonAsync();
        _razorpay.Trouble = Enum.Parse<Trouble>(trouble);
        var started = Stopwatch.GetTimestamp();

        var refused = await asha.SendToAsync("/wallet/top-ups", new { amount = 70 }, "k-1");

        refused.Status.Should().Be(503, refused.Text);
        refused.Code.Should().Be("wallet.gateway_unavailable");
        Stopwatch.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(10));
        _razorpay.Trouble = Trouble.None;
        var answer = await Eventually.ValueAsync(() => asha.SendToAsync("/wallet/top-ups", new { amount = 70 }, "k-1"), one => one.Status == 201);
        answer.Replayed.Should().BeFalse();
        (await asha.GetAsync("/api/v1/wallet/top-ups")).Json.GetProperty("items").GetArrayLength().Should().Be(1);
    }

    [Test]
    public async Task A_gateway_that_stays_away_is_asked_no_more_for_a_while()
    {
        var asha = await PersonAsync();
        _razorpay.Trouble = Trouble.Down;
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => asha.SendToAsync("/wallet/top-ups", new { amount = 10 })));
        var calls = _razorpay.Calls;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => asha.SendToAsync("/wallet/top-ups", new { amount = 10 })));

        answers.Should().OnlyContain(answer => answer.Status == 503 && answer.Code == "wallet.gateway_unavailable");
        (_razorpay.Calls - calls).Should().BeLessThan(20, "sixty attempts would be made without a breaker");
    }

    [Test]
    public async Task Webhooks_for_the_sandbox_are_not_known_here()
    {
        (await Till.WebhookAsync(_host.Url, "sandbox", "{}", null, null, Till.Secret)).Code.Should().Be("wallet.gateway_unknown");
        using var client = _host.Client();
        (await client.GetAsync("/api/v1/sandbox/checkout/order_1")).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
    }

    private async Task<Person> PersonAsync(string role = UserRole.User)
    {
        var account = await _host.AccountAsync(role);
        return new Person(account, _host.Client(account));
    }

    private static async Task<(long Id, string OrderId)> OrderAsync(Person person, decimal amount)
    {
        var answer = await person.SendToAsync("/wallet/top-ups", new { amount });
        return (answer.Json.GetProperty("id").GetInt64(), answer.Json.GetProperty("checkout").GetProperty("orderId").GetString()!);
    }

    private async Task<(long Id, string Payment)> PaidAsync(Person person, decimal amount)
    {
        var (id, orderId) = await OrderAsync(person, amount);
        var payment = _razorpay.Pay(orderId);
        await Till.WebhookAsync(_host.Url, "razorpay", Till.PaymentEvent("order.paid", orderId, payment, amount), null, null, Secret);
        return (id, payment);
    }

    private static async Task<long> PayOutAsync(Person person, decimal amount, string? vpa)
    {
        object account = vpa is null
            ? new { kind = "BANK_ACCOUNT", holderName = "Raj Malhotra", accountNumber = "765432123456789", ifsc = "HDFC0000053" }
            : new { kind = "UPI", holderName = "Raj Malhotra", vpa };
        var methodId = (await person.SendToAsync("/wallet/payout-methods", account)).Json.GetProperty("id").GetInt64();
        return (await person.SendToAsync("/wallet/payouts", new { methodId, amount })).Json.GetProperty("id").GetInt64();
    }

    private async Task DueAsync(string table, string column, long id, string key = "id")
    {
        await using var connection = await _host.Database.OpenAsync();
        await connection.ExecuteAsync($"update wallet.{table} set {column} = now() where {key} = @id and {column} is not null", new { id });
    }

    private async Task<T> ReadAsync<T>(string sql, object parameters)
    {
        await using var connection = await _host.Database.OpenAsync();
        await connection.ExecuteAsync("set search_path = wallet, extensions");
        return (await connection.QuerySingleAsync<T>(sql, parameters))!;
    }
}
