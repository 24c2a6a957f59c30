using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Limits;

namespace Samjhadoo.Wallet.Tests.Limits;

public sealed class LimitTests
{
    [Test]
    public async Task The_usual_limits_are_shown_with_what_is_left_of_them()
    {
        var (asha, raj) = (await Bank.PersonAsync(60_000), await Bank.PersonAsync());
        await asha.SendAsync(raj.Id, 1_000.50m);

        var limits = await asha.GetAsync("/api/v1/wallet/limits");

        limits.Status.Should().Be(200);
        var transfer = limits.Json.GetProperty("items")[0];
        transfer.GetProperty("kind").GetString().Should().Be("TRANSFER");
        transfer.GetProperty("limit").GetDecimal().Should().Be(50_000);
        transfer.GetProperty("used").GetDecimal().Should().Be(1_000.50m);
        transfer.GetProperty("left").GetDecimal().Should().Be(48_999.50m);
        transfer.GetProperty("isPersonal").GetBoolean().Should().BeFalse();
        (await raj.GetAsync("/api/v1/wallet/limits")).Json.GetProperty("items")[0].GetProperty("used").GetDecimal().Should().Be(0, "money that came in is no use of it");
    }

    [Test]
    public async Task Beyond_the_limit_of_the_day_nothing_is_sent_and_the_refusal_says_what_is_left()
    {
        var (asha, raj) = (await Bank.PersonAsync(60_000), await Bank.PersonAsync());
        (await asha.SendAsync(raj.Id, 49_999)).Status.Should().Be(201);

        var refused = await asha.SendAsync(raj.Id, 1.01m);

        refused.Status.Should().Be(422);
        refused.Code.Should().Be("wallet.daily_limit");
        refused.Json.GetProperty("detail").GetString().Should().Contain("1.00");
        (await asha.SendAsync(raj.Id, 1)).Status.Should().Be(201);
        (await asha.BalanceAsync()).Should().Be(10_000);
    }

    [Test]
    public async Task An_admin_sets_another_limit_for_one_user_and_takes_it_back()
    {
        var (admin, asha, raj) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync(60_000), await Bank.PersonAsync());

        (await admin.PutAsync($"/api/v1/admin/wallets/{asha.Id}/limits", new { transfer = 10, topUp = 20, payout = (decimal?)null, reason = "New here" })).Status.Should().Be(204);

        (await asha.SendAsync(raj.Id, 10.01m)).Code.Should().Be("wallet.daily_limit");
        (await asha.SendAsync(raj.Id, 10)).Status.Should().Be(201);
        var limits = (await asha.GetAsync("/api/v1/wallet/limits")).Json.GetProperty("items");
        limits[0].GetProperty("left").GetDecimal().Should().Be(0);
        limits[0].GetProperty("isPersonal").GetBoolean().Should().BeTrue();
        limits[1].GetProperty("limit").GetDecimal().Should().Be(20);
        limits[2].GetProperty("isPersonal").GetBoolean().Should().BeFalse();

        await admin.PutAsync($"/api/v1/admin/wallets/{asha.Id}/limits", new { transfer = (decimal?)null, topUp = (decimal?)null, payout = (decimal?)null, reason = "Known by now" });
        (await asha.SendAsync(raj.Id, 10)).Status.Should().Be(201);
    }

    [Test]
    public async Task Limits_of_ones_own_hold_for_top_ups_and_payouts_too()
    {
        var (admin, raj) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync(5_000, role: UserRole.Mentor));
        await admin.PutAsync($"/api/v1/admin/wallets/{raj.Id}/limits", new { transfer = (decimal?)null, topUp = 100, payout = 200, reason = "New here" });
        await Bank.ExecuteAsync("insert into kyc_records (user_id, status) values (@Id, 'VERIFIED')", new { raj.Id });
        var method = await raj.PostAsync("/api/v1/wallet/payout-methods", new { kind = "UPI", holderName = "Raj Malhotra", vpa = "raj@okaxis" });
        var payout = new { methodId = method.Json.GetProperty("id").GetInt64(), amount = 150 };

        (await raj.PostAsync("/api/v1/wallet/top-ups", new { amount = 60 })).Status.Should().Be(201);
        (await raj.PostAsync("/api/v1/wallet/top-ups", new { amount = 60 })).Code.Should().Be("wallet.daily_limit");
        (await raj.PostAsync("/api/v1/wallet/payouts", payout)).Status.Should().Be(201);
        (await raj.PostAsync("/api/v1/wallet/payouts", payout)).Code.Should().Be("wallet.daily_limit");

        var limits = (await raj.GetAsync("/api/v1/wallet/limits")).Json.GetProperty("items").EnumerateArray().ToList();
        limits.Select(limit => limit.GetProperty("left").GetDecimal()).Should().Equal(50_000, 40, 50);
    }

    [Test]
    public async Task A_limit_of_zero_stops_all()
    {
        var (admin, asha, raj) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync(10), await Bank.PersonAsync());

        await admin.PutAsync($"/api/v1/admin/wallets/{asha.Id}/limits", new { transfer = 0, topUp = (decimal?)null, payout = (decimal?)null, reason = "Under review" });

        (await asha.SendAsync(raj.Id, 0.01m)).Code.Should().Be("wallet.daily_limit");
    }

    [TestCase("2026-01-01T18:29:59Z", "2025-12-31T18:30:00Z")]
    [TestCase("2026-01-01T18:30:00Z", "2026-01-01T18:30:00Z")]
    [TestCase("2028-02-29T00:00:00Z", "2028-02-28T18:30:00Z")]
    public void The_day_begins_at_midnight_in_India(string now, string start) =>
        IndianDay.StartOf(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture))
            .Should().Be(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture));
}
