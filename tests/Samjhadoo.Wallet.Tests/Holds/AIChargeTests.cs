using CsCheck;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Contracts;

namespace Samjhadoo.Wallet.Tests.Holds;

public sealed class AIChargeTests
{
    [Test]
    public async Task Whole_paise_are_charged_and_the_rest_waits_for_the_next_charge()
    {
        var asha = await Bank.PersonAsync(1);

        var first = await ChargeAsync(asha, 0.0149m);
        var second = await ChargeAsync(asha, 0.0050m);
        var third = await ChargeAsync(asha, 0.0001m);

        first.Should().BeEquivalentTo(new { Amount = Money.Rupees(0.01m), Remainder = 0.0049m });
        second.Should().BeEquivalentTo(new { TransactionId = (long?)null, Amount = Money.Zero, Remainder = 0.0099m });
        third.Should().BeEquivalentTo(new { Amount = Money.Rupees(0.01m), Remainder = 0m });
        (await Booking.MoneyAsync(asha)).Should().Be((0.98m, 0.98m, 0, 0));
    }

    [Test]
    public async Task Repeating_a_charge_answers_the_same_though_the_remainder_has_moved()
    {
        var asha = await Bank.PersonAsync(1);
        var (small, large) = (await HoldAsync(asha, 0.01m), await HoldAsync(asha, 0.05m));
        var (smallCharge, largeCharge) = (Bank.Reference("ai"), Bank.Reference("ai"));

        var first = (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ChargeAsync(small, smallCharge, 0.0060m)))).Distinct().Should().ContainSingle().Which;
        var second = (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ChargeAsync(large, largeCharge, 0.0455m)))).Distinct().Should().ContainSingle().Which;

        (await ChargeAsync(small, smallCharge, 0.0060m)).Should().Be(first);
        (await ChargeAsync(large, largeCharge, 0.0455m)).Should().Be(second);
        (await Bank.AskAsync(wallet => wallet.ChargeForAIAsync(small, smallCharge, 0.0061m, CancellationToken.None))).Error!.Code
            .Should().Be(WalletErrorCodes.ReferenceReused);
        (await asha.BalanceAsync()).Should().Be(0.95m);
    }

    [Test]
    public async Task A_charge_above_the_hold_and_a_cost_that_is_none_are_refused()
    {
        var asha = await Bank.PersonAsync(1);
        var hold = await HoldAsync(asha, 0.05m);

        (await CodeAsync(0.0600m)).Should().Be(WalletErrorCodes.CaptureAboveHold);
        (await CodeAsync(-0.0001m)).Should().Be(WalletErrorCodes.AmountInvalid);
        (await CodeAsync(0.00001m)).Should().Be(WalletErrorCodes.AmountInvalid);
        (await CodeAsync(0)).Should().BeNull();
        (await CodeAsync(0)).Should().Be(WalletErrorCodes.HoldCaptured);
        (await CodeAsync(0.01m)).Should().Be(WalletErrorCodes.HoldCaptured);
        (await Booking.MoneyAsync(asha)).Should().Be((1, 1, 0, 0));

        async Task<string?> CodeAsync(decimal cost) =>
            (await Bank.AskAsync(wallet => wallet.ChargeForAIAsync(hold, Bank.Reference("ai"), cost, CancellationToken.None))).Error?.Code;
    }

    [Test]
    public async Task Every_cost_up_to_the_estimate_fits_and_costs_are_charges_and_remainder_exactly()
    {
        await Gen.Int[0, 250].Array[1, 12].SampleAsync(
            async costs =>
            {
                var asha = await Bank.PersonAsync(1);
                var charges = await Task.WhenAll(costs.Select(cost => ChargeAsync(asha, cost / 10_000m)));

                var remainder = await Bank.ReadAsync<decimal>("select coalesce(max(remainder), 0) from usage_remainders where user_id = @Id", new { asha.Id });
                (charges.Sum(charge => charge.Amount.Amount) + remainder).Should().Be(costs.Sum() / 10_000m);
                remainder.Should().BeInRange(0, 0.0099m);
                (await asha.BalanceAsync()).Should().Be(1 - charges.Sum(charge => charge.Amount.Amount));
            },
            iter: 10, threads: 1);
    }

    private static async Task<AIChargeReceipt> ChargeAsync(Person person, decimal cost)
    {
        var estimate = Math.Max(0.01m, Math.Ceiling(cost * 100) / 100);
        return await ChargeAsync(await HoldAsync(person, estimate), Bank.Reference("ai"), cost);
    }

    private static async Task<AIChargeReceipt> ChargeAsync(string hold, string reference, decimal cost)
    {
        var charge = await Bank.AskAsync(wallet => wallet.ChargeForAIAsync(hold, reference, cost, CancellationToken.None));
        charge.Error.Should().BeNull();
        return charge.Value;
    }

    private static async Task<string> HoldAsync(Person person, decimal amount)
    {
        var reference = Bank.Reference("ai");
        (await Booking.HoldAsync(reference, person.Id, amount)).Error.Should().BeNull();
        return reference;
    }
}
