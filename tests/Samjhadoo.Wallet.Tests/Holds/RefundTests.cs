using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Contracts;

namespace Samjhadoo.Wallet.Tests.Holds;

public sealed class RefundTests
{
    [Test]
    public async Task A_refund_takes_from_the_lines_that_got_it()
    {
        var (asha, raj, capture) = await PaidAsync(money: 100, promo: 0, net: 80, commission: 20);

        var refund = await Booking.RefundAsync(capture, Bank.Reference("refund"), Payee(raj, 40), Commission(10));

        refund.Value.Should().BeEquivalentTo(new { Amount = Money.Rupees(50), PromoAmount = Money.Zero });
        (await asha.BalanceAsync()).Should().Be(50);
        (await raj.BalanceAsync()).Should().Be(40);
    }

    [Test]
    public async Task Not_more_than_was_captured_goes_back_in_all_or_by_a_line()
    {
        var (asha, raj, capture) = await PaidAsync(money: 100, promo: 0, net: 80, commission: 20);
        await Bank.GrantAsync(raj.Id, 100, isPromo: false);

        (await CodeAsync(Payee(raj, 80.01m))).Should().Be(WalletErrorCodes.RefundAboveCapture);
        (await CodeAsync(Commission(20.01m))).Should().Be(WalletErrorCodes.RefundAboveCapture);
        (await CodeAsync(PaymentLine.Gst(Money.Rupees(1)))).Should().Be(WalletErrorCodes.RefundAboveCapture);
        (await CodeAsync(Payee(asha, 1))).Should().Be(WalletErrorCodes.RefundAboveCapture);
        (await CodeAsync(Payee(raj, 80))).Should().BeNull();
        (await CodeAsync(Payee(raj, 0.01m))).Should().Be(WalletErrorCodes.RefundAboveCapture);
        (await CodeAsync(Commission(15))).Should().BeNull();
        (await CodeAsync(Commission(5.01m))).Should().Be(WalletErrorCodes.RefundAboveCapture);
        (await CodeAsync(Commission(5))).Should().BeNull();
        (await asha.BalanceAsync()).Should().Be(100);

        async Task<string?> CodeAsync(PaymentLine line) => (await Booking.RefundAsync(capture, Bank.Reference("refund"), line)).Error?.Code;
    }

    [Test]
    public async Task Refunds_that_race_pay_back_once()
    {
        var (asha, raj, capture) = await PaidAsync(money: 100, promo: 0, net: 100, commission: 0);

        var refunds = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Booking.RefundAsync(capture, Bank.Reference("refund"), Payee(raj, 40))));

        refunds.Count(refund => refund.IsSuccess).Should().Be(2);
        refunds.Where(refund => refund.IsFailure).Should().OnlyContain(refund => refund.Error!.Code == WalletErrorCodes.RefundAboveCapture || refund.Error.Code == WalletErrorCodes.InsufficientFunds);
        (await asha.BalanceAsync()).Should().Be(80);
    }

    [Test]
    public async Task Repeating_a_refund_pays_back_once()
    {
        var (asha, raj, capture) = await PaidAsync(money: 100, promo: 0, net: 100, commission: 0);
        var reference = Bank.Reference("refund");

        var refunds = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Booking.RefundAsync(capture, reference, Payee(raj, 40))));

        refunds.Select(refund => refund.Value).Distinct().Should().ContainSingle();
        (await Booking.RefundAsync(capture, reference, Payee(raj, 41))).Error!.Code.Should().Be(WalletErrorCodes.ReferenceReused);
        (await asha.BalanceAsync()).Should().Be(40);
    }

    [Test]
    public async Task Promo_money_comes_back_last_and_as_promo_money()
    {
        var (asha, raj, capture) = await PaidAsync(money: 60, promo: 40, net: 100, commission: 0);

        (await Booking.RefundAsync(capture, Bank.Reference("refund"), Payee(raj, 50))).Value.PromoAmount.Should().Be(Money.Zero);
        (await Booking.RefundAsync(capture, Bank.Reference("refund"), Payee(raj, 30))).Value.PromoAmount.Should().Be(Money.Rupees(20));
        (await Booking.RefundAsync(capture, Bank.Reference("refund"), Payee(raj, 20))).Value.PromoAmount.Should().Be(Money.Rupees(20));

        (await Booking.MoneyAsync(asha)).Should().Be((100, 100, 0, 40));
    }

    [Test]
    public async Task What_the_payee_has_spent_is_not_taken_back_but_the_platform_always_can_pay()
    {
        var (asha, raj, capture) = await PaidAsync(money: 100, promo: 0, net: 80, commission: 20);
        await raj.SendAsync(asha.Id, 79);

        var refused = await Booking.RefundAsync(capture, Bank.Reference("refund"), Payee(raj, 2));

        refused.Error!.Code.Should().Be(WalletErrorCodes.InsufficientFunds);
        (await Booking.RefundAsync(capture, Bank.Reference("refund"), Commission(20))).IsSuccess.Should().BeTrue();
    }

    [Test]
    public async Task A_capture_that_nobody_made_is_not_found() =>
        (await Booking.RefundAsync("capture:never", "refund:never", Commission(1))).Error!.Code.Should().Be(WalletErrorCodes.CaptureNotFound);

    private static PaymentLine Payee(Person person, decimal amount) => PaymentLine.Payee(person.Id, Money.Rupees(amount));

    private static PaymentLine Commission(decimal amount) => PaymentLine.Commission(Money.Rupees(amount));

    private static async Task<(Person Payer, Person Payee, string Capture)> PaidAsync(decimal money, decimal promo, decimal net, decimal commission)
    {
        var (asha, raj) = (await Bank.PersonAsync(money, promo), await Bank.PersonAsync());
        var (hold, capture) = (Bank.Reference("booking"), Bank.Reference("capture"));
        await Booking.HoldAsync(hold, asha.Id, net + commission);
        (await Booking.CaptureAsync(hold, capture, Payee(raj, net), Commission(commission))).Error.Should().BeNull();
        return (asha, raj, capture);
    }
}
