using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Adjustments;

namespace Samjhadoo.Wallet.Tests.Administration;

public sealed class AdjustmentTests
{
    private Person _kavita = null!;
    private Person _meena = null!;

    [OneTimeSetUp]
    public async Task AdminsAsync() => (_kavita, _meena) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync(role: UserRole.Admin));

    [Test]
    public async Task A_small_one_is_posted_at_once_with_its_reason_and_both_ways()
    {
        var asha = await Bank.PersonAsync(100);

        var given = await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = 1_000, reason = "Charged twice" });
        var taken = await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = -250.50m, reason = "Given twice" });

        given.Status.Should().Be(201);
        given.Json.GetProperty("status").GetString().Should().Be("POSTED");
        given.Json.GetProperty("decidedBy").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        taken.Status.Should().Be(201);
        (await asha.BalanceAsync()).Should().Be(849.50m);
        var seen = await asha.GetAsync($"/api/v1/wallet/transactions/{given.Json.GetProperty("transactionId").GetInt64()}");
        seen.Json.GetProperty("kind").GetString().Should().Be("ADJUSTMENT");
        (await _kavita.GetAsync(given.Location!)).Json.GetProperty("reason").GetString().Should().Be("Charged twice");
    }

    [Test]
    public async Task A_large_one_waits_for_a_second_admin_who_is_not_the_first()
    {
        var asha = await Bank.PersonAsync(100);
        var proposed = await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = 1_000.01m, reason = "Charged twice" });
        proposed.Json.GetProperty("status").GetString().Should().Be("PROPOSED");
        (await asha.BalanceAsync()).Should().Be(100);

        (await _kavita.PostAsync($"{proposed.Location}/approve")).Code.Should().Be("wallet.four_eyes");
        (await _kavita.PostAsync($"{proposed.Location}/reject", new { reason = "Changed my mind" })).Code.Should().Be("wallet.four_eyes");
        (await asha.BalanceAsync()).Should().Be(100);
        var approved = await _meena.PostAsync($"{proposed.Location}/approve");

        approved.Status.Should().Be(200);
        approved.Json.GetProperty("status").GetString().Should().Be("POSTED");
        approved.Json.GetProperty("decidedBy").GetInt64().Should().Be(_meena.Id);
        (await asha.BalanceAsync()).Should().Be(1_100.01m);
        (await _meena.PostAsync($"{proposed.Location}/approve")).Text.Should().Be(approved.Text, "saying so again changes nothing");
        (await _meena.PostAsync($"{proposed.Location}/reject", new { reason = "Too late" })).Code.Should().Be("wallet.adjustment_decided");
        (await asha.BalanceAsync()).Should().Be(1_100.01m);
    }

    [Test]
    public async Task A_rejected_one_never_moves_money()
    {
        var asha = await Bank.PersonAsync(100);
        var proposed = await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = 5_000, reason = "Charged twice" });

        var rejected = await _meena.PostAsync($"{proposed.Location}/reject", new { reason = "No proof" });

        rejected.Json.GetProperty("status").GetString().Should().Be("REJECTED");
        rejected.Json.GetProperty("decisionReason").GetString().Should().Be("No proof");
        (await _meena.PostAsync($"{proposed.Location}/approve")).Code.Should().Be("wallet.adjustment_decided");
        (await asha.BalanceAsync()).Should().Be(100);
    }

    [Test]
    public async Task Two_admins_at_once_move_it_once()
    {
        var (asha, third) = (await Bank.PersonAsync(100), await Bank.PersonAsync(role: UserRole.Admin));
        var proposed = await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = 2_000, reason = "Charged twice" });

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? _meena : third).PostAsync($"{proposed.Location}/approve")));

        answers.Should().OnlyContain(answer => answer.Status == 200 || answer.Code == "wallet.adjustment_decided");
        answers.Should().Contain(answer => answer.Status == 200);
        (await asha.BalanceAsync()).Should().Be(2_100);
    }

    [Test]
    public async Task What_the_wallet_does_not_have_is_not_taken_and_nothing_stays_behind()
    {
        var asha = await Bank.PersonAsync(100, promo: 50);

        var taken = await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = -100.01m, reason = "Given twice" });

        taken.Code.Should().Be("wallet.insufficient_funds");
        (await Bank.ReadAsync<long>("select count(*) from adjustment_approvals where user_id = @Id", new { asha.Id })).Should().Be(0);
    }

    [Test]
    public async Task One_key_has_one_effect()
    {
        var asha = await Bank.PersonAsync(100);
        var key = Guid.NewGuid().ToString();

        var first = await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = 1, reason = "Charged twice" }, key);
        var again = await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = 1, reason = "Charged twice" }, key);

        again.Should().Be(first with { Replayed = true });
        (await asha.BalanceAsync()).Should().Be(101);
    }

    [Test]
    public async Task Promo_credit_is_promo_money_and_large_gifts_need_four_eyes_too()
    {
        var asha = await Bank.PersonAsync();

        (await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/promo-credits", new { amount = 200, reason = "Diwali" })).Status.Should().Be(201);
        var large = await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/promo-credits", new { amount = 2_000, reason = "Diwali" });

        (await asha.WalletAsync()).GetProperty("promo").GetDecimal().Should().Be(200);
        (await _meena.PostAsync($"{large.Location}/approve")).Status.Should().Be(200);
        (await asha.WalletAsync()).GetProperty("promo").GetDecimal().Should().Be(2_200);
    }

    [Test]
    public async Task Nobody_gives_to_themselves_and_nobody_agrees_to_what_is_for_them()
    {
        (await _kavita.PostAsync($"/api/v1/admin/wallets/{_kavita.Id}/adjustments", new { amount = 1, reason = "For me" })).Code.Should().Be("wallet.own_wallet");
        (await _kavita.PostAsync($"/api/v1/admin/wallets/{_kavita.Id}/promo-credits", new { amount = 1, reason = "For me" })).Code.Should().Be("wallet.own_wallet");

        var forMeena = await _kavita.PostAsync($"/api/v1/admin/wallets/{_meena.Id}/adjustments", new { amount = 9_000, reason = "For a friend" });
        (await _meena.PostAsync($"{forMeena.Location}/approve")).Code.Should().Be("wallet.own_wallet");
    }

    [Test]
    public async Task Those_that_wait_are_listed_newest_first()
    {
        var asha = await Bank.PersonAsync(100);
        var first = await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = 2_000, reason = "One" });
        var second = await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = 3_000, reason = "Two" });
        await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = 1, reason = "Three" });

        var page = await _meena.GetAsync($"/api/v1/admin/adjustments?status=PROPOSED&userId={asha.Id}&limit=1");
        var next = await _meena.GetAsync($"/api/v1/admin/adjustments?status=PROPOSED&userId={asha.Id}&limit=1&cursor={page.Json.GetProperty("nextCursor").GetString()}");

        page.Json.GetProperty("items")[0].GetProperty("id").GetInt64().Should().Be(second.Json.GetProperty("id").GetInt64());
        next.Json.GetProperty("items")[0].GetProperty("id").GetInt64().Should().Be(first.Json.GetProperty("id").GetInt64());
        next.Json.GetProperty("nextCursor").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        (await _meena.GetAsync("/api/v1/admin/adjustments?status=LOST")).Status.Should().Be(400);
        (await _meena.GetAsync("/api/v1/admin/adjustments/9007199254740991")).Code.Should().Be("wallet.adjustment_not_found");
    }

    [Test]
    public async Task Moving_money_asks_an_admin_for_a_fresh_proof()
    {
        var (admin, asha) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync());
        await Bank.ExecuteAsync("update identity.sessions set confirmed_at = confirmed_at - interval '11 minutes' where user_id = @Id", new { admin.Id });

        (await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = 1, reason = "Charged twice" })).Code.Should().Be("request.confirmation_required");
        (await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/promo-credits", new { amount = 1, reason = "Diwali" })).Code.Should().Be("request.confirmation_required");
        (await admin.PostAsync("/api/v1/admin/adjustments/1/approve")).Code.Should().Be("request.confirmation_required");
        (await asha.BalanceAsync()).Should().Be(0);
    }

    [TestCase("0")]
    [TestCase("0.001")]
    [TestCase("-100000000")]
    public async Task An_amount_that_is_none_is_refused(string amount)
    {
        var asha = await Bank.PersonAsync();

        (await _kavita.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", $$"""{"amount": {{amount}}, "reason": "Trying"}""")).Status.Should().Be(400);
    }

    [Test]
    public void An_adjustment_is_decided_once()
    {
        var adjustment = new Adjustment(1, AdjustmentKind.Correction, Money.Rupees(5), "Charged twice", proposedBy: 2, DateTimeOffset.UnixEpoch);
        adjustment.ObjectionTo(3).Should().BeNull();
        adjustment.Post(42, approvedBy: 3, DateTimeOffset.UnixEpoch);

        adjustment.ObjectionTo(3).Should().Be(WalletErrors.AdjustmentDecided);
        adjustment.Invoking(one => one.Reject(3, "No", DateTimeOffset.UnixEpoch)).Should().Throw<InvalidOperationException>();
    }

    [Test]
    public void A_gift_takes_nothing_and_a_correction_moves_something()
    {
        var gift = () => new Adjustment(1, AdjustmentKind.PromoCredit, Money.Rupees(-1), "Diwali", 2, DateTimeOffset.UnixEpoch);
        var nothing = () => new Adjustment(1, AdjustmentKind.Correction, Money.Zero, "Nothing", 2, DateTimeOffset.UnixEpoch);

        gift.Should().Throw<ArgumentOutOfRangeException>();
        nothing.Should().Throw<ArgumentOutOfRangeException>();
    }
}
