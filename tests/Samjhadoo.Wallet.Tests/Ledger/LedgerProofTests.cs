using Samjhadoo.Shared.Domain;

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

    [Test]
    [NonParallelizable]
    public async Task The_proof_finds_a_balance_that_somebody_touched()
    {
        var asha = await Bank.PersonAsync(50);
        await Bank.ExecuteAsync("update wallets set balance = balance + 1 where user_id = @Id", new { asha.Id });
        try
        {
            (await Bank.ProveAsync()).Should().BeEquivalentTo(new { Holds = false, WrongBalances = 1L });
        }
        finally
        {
            await Bank.ExecuteAsync("update wallets set balance = balance - 1 where user_id = @Id", new { asha.Id });
        }
    }
}
