using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Tests.Holds;

namespace Samjhadoo.Wallet.Tests.Ledger;

public sealed class LedgerProofTests
{
    [Test]
    public async Task An_admin_can_have_the_books_proved()
    {
        var (admin, asha) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync(50));

        (await asha.GetAsync("/api/v1/admin/ledger/proof")).Status.Should().Be(403);
        var answer = await admin.GetAsync("/api/v1/admin/ledger/proof");

        answer.Status.Should().Be(200);
        answer.Json.GetProperty("holds").GetBoolean().Should().BeTrue();
        (answer.Json.GetProperty("inWallets").GetDecimal() + answer.Json.GetProperty("inSystemAccounts").GetDecimal()).Should().Be(0);
    }

    [TestCase("update wallets set balance = balance + 1 where user_id = @Id", "update wallets set balance = balance - 1 where user_id = @Id", nameof(LedgerProof.WrongBalances))]
    [TestCase("update wallets set promo = promo + 1 where user_id = @Id", "update wallets set promo = promo - 1 where user_id = @Id", nameof(LedgerProof.WrongPromo))]
    [TestCase("update wallets set held = held + 1 where user_id = @Id", "update wallets set held = held - 1 where user_id = @Id", nameof(LedgerProof.WrongHolds))]
    [TestCase(
        "insert into usage_remainders (user_id, remainder) values (@Id, 0.001)", "delete from usage_remainders where user_id = @Id",
        nameof(LedgerProof.WrongRemainders))]
    [TestCase("insert into transactions (id, kind) values (-1, 'TRANSFER')", Unwritten + "delete from transactions where id = -1", nameof(LedgerProof.UnbalancedTransactions))]
    [TestCase(
        """
        with cause as (insert into transactions (id, kind, hold_id) select -1, 'CAPTURE', max(id) from holds returning id, hold_id)
        insert into entries (transaction_id, account_id, amount)
        select c.id, e.account_id, e.amount from cause c join holds h on h.id = c.hold_id, lateral (values (h.wallet_id, -1), (4, 1)) as e (account_id, amount);
        insert into pending_amounts (account_id, amount) values (4, 1)
        """,
        Unwritten + "delete from entries where transaction_id = -1; delete from transactions where id = -1; insert into pending_amounts (account_id, amount) values (4, -1)",
        nameof(LedgerProof.WrongCaptures))]
    [NonParallelizable]
    public async Task The_proof_finds_what_somebody_touched(string touch, string restore, string finding)
    {
        var asha = await Bank.PersonAsync(50);
        await Booking.HoldAsync(Bank.Reference("booking"), asha.Id, 5);
        await Bank.ExecuteAsync(touch, new { asha.Id });
        try
        {
            var proof = await Bank.ProveAsync();
            proof.Holds.Should().BeFalse();
            typeof(LedgerProof).GetProperty(finding)!.GetValue(proof).Should().Be(1L);
        }
        finally
        {
            await Bank.ExecuteAsync(restore, new { asha.Id });
        }
    }

    [Test]
    [NonParallelizable]
    public async Task The_daily_proof_is_kept()
    {
        var admin = await Bank.PersonAsync(role: UserRole.Admin);
        var asha = await Bank.PersonAsync(50);
        await Bank.ExecuteAsync("update wallets set balance = balance + 1 where user_id = @Id", new { asha.Id });
        await Bank.Host.RunJobAsync("wallet.reconcile_ledger");
        await Bank.ExecuteAsync("update wallets set balance = balance - 1 where user_id = @Id", new { asha.Id });
        await Bank.Host.RunJobAsync("wallet.reconcile_ledger");

        var kept = (await admin.GetAsync("/api/v1/admin/ledger/reconciliations?limit=2")).Json.GetProperty("items");

        kept[0].GetProperty("holds").GetBoolean().Should().BeTrue();
        kept[0].GetProperty("wrong").GetInt64().Should().Be(0);
        kept[1].GetProperty("holds").GetBoolean().Should().BeFalse();
        kept[1].GetProperty("wrong").GetInt64().Should().BeGreaterThan(0);
    }

    // Only the superuser of the tests' own cluster can.
    private const string Unwritten = "set session_replication_role = replica; ";
}
