using Samjhadoo.Shared.Domain;
using Samjhadoo.Testing;
using Samjhadoo.Wallet.Tests.Gateways;

namespace Samjhadoo.Wallet.Tests.Payouts;

public sealed class PayoutTests
{
    [Test]
    public async Task A_payout_leaves_the_wallet_at_once_and_is_paid()
    {
        var raj = await MentorAsync(1_000);

        var answer = await raj.PayOutAsync(400);

        answer.Status.Should().Be(201, answer.Text);
        answer.Json.GetProperty("status").GetString().Should().Be("APPROVED");
        answer.Json.GetProperty("net").GetRawText().Should().Be("400.00");
        (await raj.BalanceAsync()).Should().Be(600);
        var payout = await SettledAsync(raj, answer, "PAID");
        payout.GetProperty("utr").GetString().Should().MatchRegex("^[0-9]{12}$");
        (await raj.BalanceAsync()).Should().Be(600);
        (await Bank.ReadAsync<string>(
            "select string_agg(name, ', ' order by sequence) from outbox_messages where aggregate = 'payout:' || @id", new { id = IdOf(answer) }))
            .Should().Be("wallet.payout_requested.v1, wallet.payout_paid.v1, shared.notification_requested.v1");
    }

    [Test]
    public async Task One_that_fails_comes_back_by_itself()
    {
        var raj = await MentorAsync(1_000, "fail@upi");

        var answer = await raj.PayOutAsync(400);
        var payout = await SettledAsync(raj, answer, "FAILED");

        payout.GetProperty("failure").GetString().Should().Be("beneficiary_bank_failure");
        (await raj.BalanceAsync()).Should().Be(1_000);
    }

    [Test]
    public async Task A_lost_webhook_of_a_payout_is_healed_by_asking()
    {
        var raj = await MentorAsync(1_000, "slow@upi");
        var answer = await raj.PayOutAsync(400);
        await Bank.Host.RunJobAsync("wallet.send_payouts");
        (await StatusAsync(raj, answer)).Should().Be("PROCESSING");

        await Bank.ExecuteAsync(
            """
            update sandbox_payouts set settles_at = now() where key = 'payout-' || lpad(@id::text, 10, '0');
            delete from sandbox_webhooks where body like '%payout-' || lpad(@id::text, 10, '0') || '%';
            update payouts set due_at = now() where id = @id
            """,
            new { id = IdOf(answer) });
        await Bank.Host.RunJobAsync("wallet.send_payouts");

        (await StatusAsync(raj, answer)).Should().Be("PAID");
    }

    [Test]
    public async Task One_that_the_bank_sends_back_after_it_was_paid_returns_to_the_wallet_and_stays_there()
    {
        var raj = await MentorAsync(1_000);
        var answer = await raj.PayOutAsync(400);
        await SettledAsync(raj, answer, "PAID");
        var gatewayId = await Bank.ReadAsync<string>("select gateway_payout_id from payouts where id = @id", new { id = IdOf(answer) });

        for (var i = 0; i < 2; i++)
        {
            (await Till.WebhookAsync(PayoutEvent("payout.reversed", gatewayId, "reversed", i))).Status.Should().Be(204);
            (await Till.WebhookAsync(PayoutEvent("payout.processed", gatewayId, "processed", i))).Status.Should().Be(204, "this one was sent before");
        }

        (await StatusAsync(raj, answer)).Should().Be("FAILED");
        (await raj.BalanceAsync()).Should().Be(1_000);
    }

    [Test]
    public async Task A_word_about_a_payout_whose_answer_was_lost_is_known_by_our_own_key()
    {
        var raj = await MentorAsync(20_000);
        var answer = await raj.PayOutAsync(400);
        await Bank.ExecuteAsync("update payouts set due_at = now() + interval '1 hour', status = 'APPROVED', gateway_payout_id = null where id = @id and status = 'APPROVED'", new { id = IdOf(answer) });

        await Till.WebhookAsync(PayoutEvent("payout.processed", Till.NewId("pout"), "processed", 0, $"payout-{IdOf(answer):D10}"));

        (await StatusAsync(raj, answer)).Should().Be("PAID");
    }

    [Test]
    public async Task The_last_rupee_is_paid_out_once_whatever_races()
    {
        var raj = await MentorAsync(1_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => raj.PayOutAsync(300)));

        answers.Count(answer => answer.Status == 201).Should().Be(3);
        answers.Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Code == "wallet.insufficient_funds");
        (await raj.BalanceAsync()).Should().Be(100);
    }

    [Test]
    public async Task A_day_has_a_limit_whatever_races()
    {
        var raj = await MentorAsync(1_000_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => raj.PayOutAsync(40_000)));

        answers.Count(answer => answer.Status == 201).Should().Be(2);
        answers.Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Code == "wallet.daily_limit");
        (await raj.BalanceAsync()).Should().Be(920_000);
    }

    [Test]
    public async Task Promo_and_held_money_is_not_paid_out()
    {
        var raj = await MentorAsync(100, promo: 500);

        (await raj.PayOutAsync(101)).Code.Should().Be("wallet.insufficient_funds");
        (await raj.PayOutAsync(100)).Status.Should().Be(201);
    }

    [Test]
    public async Task What_cannot_be_is_refused()
    {
        var (raj, meera) = (await MentorAsync(1_000), await MentorAsync(1_000));

        (await raj.PayOutAsync(99.99m)).Code.Should().Be("wallet.payout_amount");
        (await raj.PayOutAsync(100_000.01m)).Code.Should().Be("wallet.payout_amount");
        (await raj.SendToAsync("/wallet/payouts", new { methodId = meera.MethodId, amount = 100 })).Code.Should().Be("wallet.payout_method_not_found");
        (await raj.SendToAsync("/wallet/payouts", new { methodId = raj.MethodId, amount = 100 }, "")).Code.Should().Be("request.key_required");
        (await raj.SendToAsync("/wallet/payouts", new { methodId = raj.MethodId, amount = 100.001m })).Status.Should().Be(400);
        await Bank.ExecuteAsync("update wallets set status = 'FROZEN' where user_id = @Id", new { raj.Id });
        (await raj.PayOutAsync(100)).Code.Should().Be("wallet.frozen");
        (await raj.BalanceAsync()).Should().Be(1_000);
    }

    [Test]
    public async Task Only_a_mentor_whose_identity_was_checked_and_who_is_there_is_paid()
    {
        var asha = await Bank.PersonAsync(1_000);
        (await asha.SendToAsync("/wallet/payouts", new { methodId = 1, amount = 100 })).Status.Should().Be(403);

        var (raj, admin) = (await Bank.PersonAsync(1_000, role: UserRole.Mentor), await Bank.PersonAsync(role: UserRole.Admin));
        var methodId = await MethodAsync(raj, "raj@okaxis");
        (await raj.SendToAsync("/wallet/payouts", new { methodId, amount = 100 })).Code.Should().Be("wallet.kyc_required");
        (await admin.SendToAsync($"/admin/wallets/{raj.Id}/kyc", new { status = "VERIFIED", reason = "PAN and passport seen." })).Status.Should().Be(200);
        (await raj.SendToAsync("/wallet/payouts", new { methodId, amount = 100 })).Json.GetProperty("kyc").GetString().Should().Be("VERIFIED");
        (await admin.SendToAsync($"/admin/wallets/{raj.Id}/kyc", new { status = "REJECTED", reason = "The passport is a forgery." })).Status.Should().Be(200);
        (await raj.SendToAsync("/wallet/payouts", new { methodId, amount = 100 })).Code.Should().Be("wallet.kyc_required");

        await Bank.Host.AgeProofAsync(raj.Account.SessionId);
        (await raj.SendToAsync("/wallet/payouts", new { methodId, amount = 100 })).Code.Should().Be("request.confirmation_required");
        (await admin.SendToAsync("/admin/wallets/999999999/kyc", new { status = "VERIFIED", reason = "seen" })).Code.Should().Be("wallet.user_unknown");
        (await admin.SendToAsync($"/admin/wallets/{admin.Id}/kyc", new { status = "VERIFIED", reason = "it is me" })).Code.Should().Be("wallet.own_payout");
    }

    [Test]
    public async Task A_large_one_waits_for_an_admin_and_a_very_large_one_for_two()
    {
        var raj = await MentorAsync(200_000);
        var (kavita, dev) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync(role: UserRole.Admin));
        var large = await raj.PayOutAsync(10_000.01m);
        var largest = await raj.PayOutAsync(50_000.01m);

        large.Json.GetProperty("status").GetString().Should().Be("REQUESTED");
        (await ApproveAsync(kavita, large)).Json.GetProperty("status").GetString().Should().Be("APPROVED");
        (await ApproveAsync(dev, large)).Code.Should().Be("wallet.payout_decided");

        largest.Json.GetProperty("approvalsLeft").GetInt32().Should().Be(2);
        (await ApproveAsync(kavita, largest)).Json.GetProperty("approvalsLeft").GetInt32().Should().Be(1);
        (await ApproveAsync(kavita, largest)).Code.Should().Be("wallet.payout_approved_before");
        (await raj.GetAsync($"/api/v1/wallet/payouts/{IdOf(largest)}")).Json.GetProperty("approvalsLeft").GetInt32().Should().Be(1);
        (await ApproveAsync(dev, largest)).Json.GetProperty("status").GetString().Should().Be("APPROVED");
        (await kavita.SendToAsync("/admin/payouts/999999999/approve")).Code.Should().Be("wallet.payout_not_found");
        await SettledAsync(raj, largest, "PAID");
    }

    [Test]
    public async Task Two_admins_at_once_are_two_and_one_twice_is_one()
    {
        var raj = await MentorAsync(200_000);
        var (kavita, dev) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync(role: UserRole.Admin));
        var payout = await raj.PayOutAsync(60_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ApproveAsync(kavita, payout)));
        answers.Count(answer => answer.Status == 200).Should().Be(1);
        (await StatusAsync(raj, payout)).Should().Be("REQUESTED");
        (await ApproveAsync(dev, payout)).Status.Should().Be(200);
    }

    [Test]
    public async Task Nobody_decides_about_his_own()
    {
        var boss = await MentorAsync(200_000, role: UserRole.Admin);
        var payout = await boss.PayOutAsync(20_000);

        (await ApproveAsync(boss.Person, payout)).Code.Should().Be("wallet.own_payout");
        (await boss.Person.SendToAsync($"/admin/payouts/{IdOf(payout)}/reject", new { reason = "changed my mind" })).Code.Should().Be("wallet.own_payout");
    }

    [Test]
    public async Task A_rejected_one_is_back_in_the_wallet()
    {
        var (raj, admin) = (await MentorAsync(20_000), await Bank.PersonAsync(role: UserRole.Admin));
        var payout = await raj.PayOutAsync(15_000);
        (await raj.BalanceAsync()).Should().Be(5_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => admin.SendToAsync($"/admin/payouts/{IdOf(payout)}/reject", new { reason = "The account is another person's." })));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        (await raj.BalanceAsync()).Should().Be(20_000);
        (await StatusAsync(raj, payout)).Should().Be("REJECTED");
        (await ApproveAsync(admin, payout)).Code.Should().Be("wallet.payout_decided");
        (await admin.SendToAsync($"/admin/payouts/{IdOf(payout)}/reject", new { reason = "" })).Status.Should().Be(400);
    }

    [Test]
    public async Task Admins_see_everybodys_and_a_mentor_only_his_own()
    {
        var (raj, meera, admin) = (await MentorAsync(20_000), await MentorAsync(20_000), await Bank.PersonAsync(role: UserRole.Admin));
        var (hers, his) = (await meera.PayOutAsync(12_000), await raj.PayOutAsync(13_000));

        (await raj.GetAsync("/api/v1/wallet/payouts")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()).Should().Equal(IdOf(his));
        (await raj.GetAsync($"/api/v1/wallet/payouts/{IdOf(hers)}")).Code.Should().Be("wallet.payout_not_found");
        (await admin.GetAsync("/api/v1/admin/payouts?status=REQUESTED&limit=100")).Json.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("id").GetInt64()).Should().Contain([IdOf(hers), IdOf(his)]);
        (await admin.GetAsync("/api/v1/admin/payouts?status=nonsense")).Status.Should().Be(400);
        (await raj.GetAsync("/api/v1/admin/payouts")).Status.Should().Be(403);
    }

    private static string PayoutEvent(string name, string id, string status, int number, string? key = null) =>
        $$"""
        {
          "entity": "event", "event": "{{name}}", "contains": ["payout"], "created_at": {{DateTimeOffset.UtcNow.AddSeconds(-number).ToUnixTimeSeconds()}},
          "payload": { "payout": { "entity": {
            "id": "{{id}}", "entity": "payout", "fund_account_id": "fa_00000000000001", "amount": 40000, "currency": "INR", "status": "{{status}}",
            "utr": "000000000001", "reference_id": {{(key is null ? "null" : $"\"{key}\"")}}, "status_details": { "reason": "beneficiary_bank_rejected", "description": "Ask the bank." } } } }
        }
        """;

    private static long IdOf(Answer payout) => payout.Json.GetProperty("id").GetInt64();

    private static Task<Answer> ApproveAsync(Person admin, Answer payout) => admin.SendToAsync($"/admin/payouts/{IdOf(payout)}/approve");

    private static async Task<string> StatusAsync(Mentor mentor, Answer payout) =>
        (await mentor.GetAsync($"/api/v1/wallet/payouts/{IdOf(payout)}")).Json.GetProperty("status").GetString()!;

    private static async Task<System.Text.Json.JsonElement> SettledAsync(Mentor mentor, Answer payout, string status)
    {
        await Bank.Host.RunJobAsync("wallet.send_payouts");
        await Bank.Host.RunJobAsync("wallet.send_sandbox_webhooks");
        await Eventually.ValueAsync(() => StatusAsync(mentor, payout), reached => reached == status);
        return (await mentor.GetAsync($"/api/v1/wallet/payouts/{IdOf(payout)}")).Json;
    }

    private static async Task<long> MethodAsync(Person person, string vpa) =>
        (await person.SendToAsync("/wallet/payout-methods", new { kind = "UPI", holderName = "Raj Malhotra", vpa })).Json.GetProperty("id").GetInt64();

    private static async Task<Mentor> MentorAsync(decimal money, string vpa = "raj@okaxis", decimal promo = 0, string role = UserRole.Mentor)
    {
        var person = await Bank.PersonAsync(money, promo, role);
        var methodId = await MethodAsync(person, vpa);
        await Bank.ExecuteAsync("insert into kyc_records (user_id, status) values (@Id, 'VERIFIED')", new { person.Id });
        return new Mentor(person, methodId);
    }

    private sealed record Mentor(Person Person, long MethodId)
    {
        public long Id => Person.Id;

        public Samjhadoo.Testing.TestAccount Account => Person.Account;

        public Task<Answer> PayOutAsync(decimal amount) => Person.SendToAsync("/wallet/payouts", new { methodId = MethodId, amount });

        public Task<Answer> SendToAsync(string path, object? body = null, string? key = null) => Person.SendToAsync(path, body, key);

        public Task<Answer> GetAsync(string path) => Person.GetAsync(path);

        public Task<decimal> BalanceAsync() => Person.BalanceAsync();
    }
}
