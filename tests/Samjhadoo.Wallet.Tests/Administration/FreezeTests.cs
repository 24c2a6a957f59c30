using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Tests.Administration;

public sealed class FreezeTests
{
    [Test]
    public async Task A_frozen_wallet_neither_pays_nor_is_paid_until_it_is_freed()
    {
        var (admin, asha, raj) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync(10), await Bank.PersonAsync(10));

        var frozen = await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/freeze", new { reason = "Phone stolen" });

        frozen.Status.Should().Be(200);
        frozen.Json.GetProperty("reason").GetString().Should().Be("Phone stolen");
        (await asha.WalletAsync()).GetProperty("status").GetString().Should().Be("FROZEN");
        (await asha.SendAsync(raj.Id, 1)).Code.Should().Be("wallet.frozen");
        (await raj.SendAsync(asha.Id, 1)).Code.Should().Be("wallet.recipient_unavailable");
        (await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/freeze", new { reason = "Again" })).Code.Should().Be("wallet.already_frozen");

        (await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/unfreeze", new { reason = "Phone found" })).Status.Should().Be(200);
        (await asha.SendAsync(raj.Id, 1)).Status.Should().Be(201);
        (await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/unfreeze", new { reason = "Again" })).Code.Should().Be("wallet.not_frozen");
        var seen = await admin.GetAsync($"/api/v1/admin/wallets/{asha.Id}");
        seen.Json.GetProperty("freezes")[0].GetProperty("endReason").GetString().Should().Be("Phone found");
    }

    [Test]
    public async Task What_a_frozen_wallet_is_owed_still_comes_in()
    {
        var (admin, asha) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync(10));
        await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/freeze", new { reason = "Looks odd" });

        await Bank.GrantAsync(asha.Id, 5, isPromo: false);
        (await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = -3, reason = "Taken back" })).Status.Should().Be(201);

        (await asha.BalanceAsync()).Should().Be(12);
    }

    [Test]
    public async Task Both_ends_are_told_in_the_order_of_the_wallets_events()
    {
        var (admin, asha) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync(10));
        await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/freeze", new { reason = "Looks odd" });
        await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/unfreeze", new { reason = "Was not" });

        var told = await Bank.ReadAsync<string>(
            "select string_agg(name || ' ' || sequence, ', ' order by sequence) from outbox_messages where aggregate = 'wallet:' || @Id", new { asha.Id });

        told.Should().Be("wallet.credited.v1 1, wallet.frozen.v1 2, wallet.unfrozen.v1 3");
    }

    [Test]
    public async Task Ten_admins_at_once_freeze_it_once()
    {
        var (admin, asha) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync(10));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/freeze", new { reason = $"No. {i}" })));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        answers.Where(answer => answer.Status != 200).Should().OnlyContain(answer => answer.Code == "wallet.already_frozen");
    }

    [Test]
    public async Task Frozen_wallets_are_listed_until_they_are_freed()
    {
        var (admin, asha, raj) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync(10), await Bank.PersonAsync(20));
        await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/freeze", new { reason = "Phone stolen" });
        await admin.PostAsync($"/api/v1/admin/wallets/{raj.Id}/freeze", new { reason = "Looks odd" });

        var first = await admin.GetAsync("/api/v1/admin/wallets/frozen?limit=1");
        var second = await admin.GetAsync($"/api/v1/admin/wallets/frozen?limit=1&cursor={first.Json.GetProperty("nextCursor").GetString()}");
        await admin.PostAsync($"/api/v1/admin/wallets/{raj.Id}/unfreeze", new { reason = "Was not" });
        var later = await admin.GetAsync("/api/v1/admin/wallets/frozen?limit=1");

        first.Json.GetProperty("items")[0].GetProperty("userId").GetInt64().Should().Be(raj.Id);
        first.Json.GetProperty("items")[0].GetProperty("balance").GetDecimal().Should().Be(20);
        second.Json.GetProperty("items")[0].GetProperty("reason").GetString().Should().Be("Phone stolen");
        later.Json.GetProperty("items")[0].GetProperty("userId").GetInt64().Should().Be(asha.Id);
    }

    [Test]
    public async Task Nobody_frees_their_own_wallet()
    {
        var admin = await Bank.PersonAsync(role: UserRole.Admin);

        (await admin.PostAsync($"/api/v1/admin/wallets/{admin.Id}/freeze", new { reason = "Trying" })).Code.Should().Be("wallet.own_wallet");
        (await admin.PostAsync($"/api/v1/admin/wallets/{admin.Id}/unfreeze", new { reason = "Trying" })).Code.Should().Be("wallet.own_wallet");
    }

    [Test]
    public async Task A_user_that_is_none_is_not_found()
    {
        var admin = await Bank.PersonAsync(role: UserRole.Admin);

        (await admin.PostAsync("/api/v1/admin/wallets/4000000000000/freeze", new { reason = "Trying" })).Code.Should().Be("wallet.user_not_found");
        (await admin.GetAsync("/api/v1/admin/wallets/4000000000000")).Code.Should().Be("wallet.user_not_found");
    }
}
