using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Contracts;

namespace Samjhadoo.Wallet.Tests.Holds;

public sealed class PromoTests
{
    [Test]
    public async Task A_gift_arrives_once_as_promo_money()
    {
        var asha = await Bank.PersonAsync();
        var reference = Bank.Reference("reward");

        var gifts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreditAsync(reference, asha.Id, 25)));

        gifts.Select(gift => gift.Value).Distinct().Should().ContainSingle();
        (await CreditAsync(reference, asha.Id, 26)).Error!.Code.Should().Be(WalletErrorCodes.ReferenceReused);
        (await Booking.MoneyAsync(asha)).Should().Be((25, 25, 0, 25));
    }

    [Test]
    public async Task A_gift_has_somebody_to_get_it_and_an_amount()
    {
        var asha = await Bank.PersonAsync(99_999_999);

        (await CreditAsync(Bank.Reference("reward"), 4_000_000_000_000, 1)).Error!.Code.Should().Be(WalletErrorCodes.UserUnknown);
        (await CreditAsync(Bank.Reference("reward"), asha.Id, 0)).Error!.Code.Should().Be(WalletErrorCodes.AmountInvalid);
        (await CreditAsync(Bank.Reference("reward"), asha.Id, 1)).Error!.Code.Should().Be(WalletErrorCodes.BalanceLimit);
    }

    private static Task<Result<PromoReceipt>> CreditAsync(string reference, long userId, decimal amount) =>
        Bank.AskAsync(wallet => wallet.CreditPromoAsync(reference, userId, Money.Rupees(amount), CancellationToken.None));
}
