using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Contracts;

namespace Samjhadoo.Wallet.Tests.Holds;

public sealed class CaptureTests
{
    [Test]
    public async Task A_capture_pays_every_line()
    {
        var (asha, raj, hold) = await HeldAsync(500, 350);

        var capture = await Booking.CaptureAsync(hold, Bank.Reference("capture"), Lines(raj, 288.05m, 52.50m, 9.45m));

        capture.Value.Should().BeEquivalentTo(new { Amount = Money.Rupees(350), PromoAmount = Money.Zero, ReleasedAmount = Money.Zero });
        (await Booking.MoneyAsync(asha)).Should().Be((150, 150, 0, 0));
        (await Booking.MoneyAsync(raj)).Should().Be((288.05m, 288.05m, 0, 0));
        var posted = await Bank.ReadAsync<string>(
            "select string_agg(coalesce(a.code, 'WALLET') || ' ' || e.amount, ', ' order by e.amount) from entries e join accounts a on a.id = e.account_id where e.transaction_id = @TransactionId",
            new { capture.Value.TransactionId });
        posted.Should().Be("WALLET -350.00, GST_PAYABLE 9.45, COMMISSION 52.50, WALLET 288.05");
        (await raj.GetAsync($"/api/v1/wallet/transactions/{capture.Value.TransactionId}")).Json.GetProperty("kind").GetString().Should().Be("CAPTURE");
    }

    [Test]
    public async Task A_partial_capture_frees_the_rest()
    {
        var (asha, raj, hold) = await HeldAsync(500, 350);

        var capture = await Booking.CaptureAsync(hold, Bank.Reference("capture"), Lines(raj, 175, 0, 0));

        capture.Value.ReleasedAmount.Should().Be(Money.Rupees(175));
        (await Booking.MoneyAsync(asha)).Should().Be((325, 325, 0, 0));
    }

    [Test]
    public async Task Repeating_a_capture_pays_once_and_answers_the_same()
    {
        var (asha, raj, hold) = await HeldAsync(500, 350);
        var reference = Bank.Reference("capture");

        var captures = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Booking.CaptureAsync(
            hold, reference, i % 2 == 0 ? Lines(raj, 300, 50, 0) : [PaymentLine.Commission(Money.Rupees(50)), PaymentLine.Payee(raj.Id, Money.Rupees(300))])));

        captures.Should().OnlyContain(capture => capture.IsSuccess);
        captures.Select(capture => capture.Value).Distinct().Should().ContainSingle();
        (await raj.BalanceAsync()).Should().Be(300);
        (await Booking.CaptureAsync(hold, reference, Lines(raj, 299, 50, 0))).Error!.Code.Should().Be(WalletErrorCodes.ReferenceReused);
        (await asha.BalanceAsync()).Should().Be(150);
    }

    [Test]
    public async Task A_hold_is_paid_once_and_never_above()
    {
        var (asha, raj, hold) = await HeldAsync(500, 350);

        (await Booking.CaptureAsync(hold, Bank.Reference("capture"), Lines(raj, 350.01m, 0, 0))).Error!.Code.Should().Be(WalletErrorCodes.CaptureAboveHold);
        (await Booking.CaptureAsync(hold, Bank.Reference("capture"), Lines(raj, 100, 0, 0))).IsSuccess.Should().BeTrue();
        (await Booking.CaptureAsync(hold, Bank.Reference("capture"), Lines(raj, 100, 0, 0))).Error!.Code.Should().Be(WalletErrorCodes.HoldCaptured);
        (await Booking.ReleaseAsync(hold)).Error!.Code.Should().Be(WalletErrorCodes.HoldCaptured);
        (await asha.BalanceAsync()).Should().Be(400);
    }

    [Test]
    public async Task A_released_hold_is_not_paid()
    {
        var (_, raj, hold) = await HeldAsync(500, 350);
        await Booking.ReleaseAsync(hold);

        (await Booking.CaptureAsync(hold, Bank.Reference("capture"), Lines(raj, 100, 0, 0))).Error!.Code.Should().Be(WalletErrorCodes.HoldReleased);
    }

    [Test]
    public async Task Lines_add_up_and_name_an_account_once()
    {
        var (asha, raj, hold) = await HeldAsync(500, 350);
        var line = PaymentLine.Payee(raj.Id, Money.Rupees(10));

        (await CodeAsync(21, line, line)).Should().Be(WalletErrorCodes.LinesUnbalanced);
        (await CodeAsync(20, line, line)).Should().Be(WalletErrorCodes.LinesUnbalanced);
        (await CodeAsync(10, PaymentLine.Commission(Money.Rupees(11)), PaymentLine.Gst(Money.Rupees(-1)))).Should().Be(WalletErrorCodes.AmountInvalid);
        (await CodeAsync(10, line with { UserId = null })).Should().Be(WalletErrorCodes.LinesUnbalanced);
        (await CodeAsync(10, line with { UserId = asha.Id })).Should().Be(WalletErrorCodes.SelfTransfer);
        (await CodeAsync(10, line with { UserId = 4_000_000_000_000 })).Should().Be(WalletErrorCodes.UserUnknown);
        (await Booking.MoneyAsync(asha)).Should().Be((500, 150, 350, 0));

        async Task<string> CodeAsync(decimal amount, params PaymentLine[] lines) =>
            (await Bank.AskAsync(wallet => wallet.CaptureAsync(hold, Bank.Reference("capture"), Money.Rupees(amount), lines, CancellationToken.None))).Error!.Code;
    }

    [Test]
    public async Task Who_has_earned_is_paid_though_frozen()
    {
        var (_, raj, hold) = await HeldAsync(500, 350);
        await Bank.ExecuteAsync("update wallets set status = 'FROZEN' where user_id = @Id", new { raj.Id });
        await Bank.GrantAsync(raj.Id, 1, isPromo: false);

        (await Booking.CaptureAsync(hold, Bank.Reference("capture"), Lines(raj, 350, 0, 0))).IsSuccess.Should().BeTrue();
        (await raj.BalanceAsync()).Should().Be(351);
    }

    [Test]
    public async Task Promo_money_pays_first_and_becomes_money_like_any_other()
    {
        var (asha, raj) = (await Bank.PersonAsync(100, promo: 50), await Bank.PersonAsync());
        var hold = Bank.Reference("booking");
        await Booking.HoldAsync(hold, asha.Id, 120);

        var capture = await Booking.CaptureAsync(hold, Bank.Reference("capture"), Lines(raj, 80, 0, 0));

        capture.Value.PromoAmount.Should().Be(Money.Rupees(50));
        (await Booking.MoneyAsync(asha)).Should().Be((70, 70, 0, 0));
        (await Booking.MoneyAsync(raj)).Should().Be((80, 80, 0, 0));
        (await raj.SendAsync(asha.Id, 80)).Status.Should().Be(201);
    }

    [Test]
    public async Task A_capture_a_release_and_the_end_of_time_race_and_one_of_them_wins()
    {
        var raj = await Bank.PersonAsync();
        var ends = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            var asha = await Bank.PersonAsync(10);
            var hold = Bank.Reference("booking");
            await Booking.HoldAsync(hold, asha.Id, 10, TimeSpan.FromMilliseconds(i % 2 == 0 ? 60_000 : 30 + (2 * i)));
            var capturing = Booking.CaptureAsync(hold, Bank.Reference("capture"), Lines(raj, 10, 0, 0));
            var releasing = Booking.ReleaseAsync(hold);
            await Task.WhenAll(capturing, releasing, Bank.Host.RunJobAsync("wallet.expire_holds"));
            var (balance, available, held, _) = await Booking.MoneyAsync(asha);

            (await capturing).IsSuccess.Should().Be(balance == 0);
            // A hold that had no time to begin is none.
            ((await releasing).Error?.Code is null or WalletErrorCodes.HoldNotFound).Should().Be(balance == 10);
            held.Should().Be(0);
            available.Should().Be(balance);
            return balance;
        }));

        (await raj.BalanceAsync()).Should().Be(ends.Sum(balance => 10 - balance));
    }

    private static PaymentLine[] Lines(Person payee, decimal net, decimal commission, decimal gst) =>
        [PaymentLine.Payee(payee.Id, Money.Rupees(net)), PaymentLine.Commission(Money.Rupees(commission)), PaymentLine.Gst(Money.Rupees(gst))];

    private static async Task<(Person Payer, Person Payee, string Hold)> HeldAsync(decimal money, decimal held)
    {
        var (asha, raj) = (await Bank.PersonAsync(money), await Bank.PersonAsync());
        var hold = Bank.Reference("booking");
        (await Booking.HoldAsync(hold, asha.Id, held)).Error.Should().BeNull();
        return (asha, raj, hold);
    }
}
