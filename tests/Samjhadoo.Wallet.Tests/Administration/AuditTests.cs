using Dapper;
using Npgsql;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Tests.Administration;

public sealed class AuditTests
{
    [Test]
    public async Task What_an_admin_does_and_sees_is_written_down()
    {
        var (admin, asha) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync(10));
        await admin.GetAsync($"/api/v1/admin/wallets/{asha.Id}");
        await admin.GetAsync($"/api/v1/admin/wallets/{asha.Id}/transactions");
        await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/freeze", new { reason = "Looks odd" });
        await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/unfreeze", new { reason = "Was not" });
        await admin.PutAsync($"/api/v1/admin/wallets/{asha.Id}/limits", new { transfer = 5, topUp = (decimal?)null, payout = (decimal?)null, reason = "New here" });
        var adjustment = await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = 1, reason = "Charged twice" });
        await admin.GetAsync("/api/v1/admin/ledger/proof");

        var page = await admin.GetAsync($"/api/v1/admin/ledger/audit-log?actorId={admin.Id}");

        var rows = page.Json.GetProperty("items").EnumerateArray().ToList();
        rows.Select(row => row.GetProperty("action").GetString()).Should().Equal(
            "AUDIT_READ", "LEDGER_PROVED", "ADJUSTMENT_PROPOSED", "LIMITS_CHANGED", "UNFROZEN", "FROZEN", "STATEMENT_READ", "WALLET_READ");
        rows[2].GetProperty("reference").GetString().Should().Be($"adjustment:{adjustment.Json.GetProperty("id").GetInt64()}");
        rows.Skip(2).Should().OnlyContain(row => row.GetProperty("userId").GetInt64() == asha.Id);
        var about = await admin.GetAsync($"/api/v1/admin/ledger/audit-log?userId={asha.Id}&limit=2");
        about.Json.GetProperty("items").GetArrayLength().Should().Be(2);
        about.Json.GetProperty("nextCursor").GetString().Should().NotBeNull();
    }

    [Test]
    public async Task A_refused_act_leaves_no_word_that_it_was_done()
    {
        var (admin, asha) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync());

        await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = -1, reason = "Taken" });

        (await Bank.ReadAsync<long>("select count(*) from audit_log where user_id = @Id", new { asha.Id })).Should().Be(0);
    }

    [Test]
    public async Task Nobody_rewrites_it([Values("update audit_log set actor_id = 1", "delete from audit_log", "truncate audit_log")] string change)
    {
        await using var module = await Bank.Host.Database.OpenAsync(Bank.Module);
        await using var owner = await Bank.Host.Database.OpenAsync();
        await owner.ExecuteAsync($"set role {Bank.Host.Database.Name}_owner; set search_path = wallet");

        (await module.Invoking(one => one.ExecuteAsync(change)).Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
        (await owner.Invoking(one => one.ExecuteAsync(change)).Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.RestrictViolation);
    }
}
