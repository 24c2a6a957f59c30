using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Contracts;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Tests.Fraud;

/// <summary>What somebody tries who wants money that is not theirs. The books are proved behind all of it, see <see cref="Bank"/>.</summary>
public sealed class FraudTests
{
    [Test]
    public async Task A_capture_is_refunded_once_however_often_and_under_however_many_names_it_is_asked_for()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        var capture = await CaptureAsync(asha.Id, raj.Id, 60);

        var refunds = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            RefundAsync(capture, Bank.Reference("fraud-refund"), raj.Id, 60)));

        refunds.Count(refund => refund.IsSuccess).Should().Be(1);
        refunds.Where(refund => refund.IsFailure).Should().OnlyContain(refund => refund.Error!.Code == WalletErrorCodes.RefundAboveCapture || refund.Error.Code == WalletErrorCodes.InsufficientFunds);
        (await asha.BalanceAsync()).Should().Be(100);
        (await raj.BalanceAsync()).Should().Be(0);
    }

    [Test]
    public async Task Refunds_in_slices_end_at_what_was_captured()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync(500));
        var capture = await CaptureAsync(asha.Id, raj.Id, 60);

        foreach (var slice in (decimal[])[20, 20, 19.99m])
            (await RefundAsync(capture, Bank.Reference("fraud-refund"), raj.Id, slice)).Error.Should().BeNull();

        (await RefundAsync(capture, Bank.Reference("fraud-refund"), raj.Id, 0.02m)).Error!.Code.Should().Be(WalletErrorCodes.RefundAboveCapture);
        (await asha.BalanceAsync()).Should().Be(99.99m);
    }

    [Test]
    public async Task A_hold_is_captured_once()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        var hold = await HoldAsync(asha.Id, 60, DateTimeOffset.UtcNow.AddHours(1));

        var captures = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Bank.AskAsync(wallet => wallet.CaptureAsync(
            hold, Bank.Reference("fraud-capture"), Money.Rupees(30), [PaymentLine.Payee(raj.Id, Money.Rupees(30))], CancellationToken.None))));

        captures.Count(capture => capture.IsSuccess).Should().Be(1);
        (await asha.BalanceAsync()).Should().Be(70);
        (await raj.BalanceAsync()).Should().Be(30);
    }

    [Test]
    public async Task A_hold_that_has_expired_is_not_captured()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        var hold = await HoldAsync(asha.Id, 60, DateTimeOffset.UtcNow.AddMilliseconds(300));
        await Samjhadoo.Testing.Eventually.TrueAsync(() => Bank.ReadAsync<bool>("select expires_at < clock_timestamp() from holds where reference = @hold", new { hold }));

        var capture = await Bank.AskAsync(wallet => wallet.CaptureAsync(
            hold, Bank.Reference("fraud-capture"), Money.Rupees(60), [PaymentLine.Payee(raj.Id, Money.Rupees(60))], CancellationToken.None));

        capture.Error!.Code.Should().Be(WalletErrorCodes.HoldExpired);
        (await raj.BalanceAsync()).Should().Be(0);
    }

    [Test]
    public async Task Held_money_is_not_spent_a_second_time()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        await HoldAsync(asha.Id, 60, DateTimeOffset.UtcNow.AddHours(1));

        (await asha.SendAsync(raj.Id, 40.01m)).Code.Should().Be("wallet.insufficient_funds");
        (await Bank.AskAsync(wallet => wallet.HoldAsync(Bank.Reference("fraud-hold"), asha.Id, Money.Rupees(40.01m), DateTimeOffset.UtcNow.AddHours(1), CancellationToken.None)))
            .Error!.Code.Should().Be(WalletErrorCodes.InsufficientFunds);
    }

    [TestCase("-1")]
    [TestCase("0")]
    [TestCase("0.001")]
    [TestCase("0.0099999999999999999999999999")]
    [TestCase("-0.01")]
    [TestCase("1e-3")]
    public async Task Negative_amounts_and_slices_of_a_paisa_move_nothing(string amount)
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync(100));

        (await asha.TransferAsync($$"""{"toUserId": {{raj.Id}}, "amount": {{amount}}}""")).Status.Should().Be(400);

        (await asha.BalanceAsync(), await raj.BalanceAsync()).Should().Be((100, 100));
    }

    [Test]
    public async Task A_negative_hold_or_line_moves_nothing()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync(100));
        var hold = await HoldAsync(asha.Id, 10, DateTimeOffset.UtcNow.AddHours(1));

        (await Bank.AskAsync(wallet => wallet.HoldAsync(Bank.Reference("fraud-hold"), asha.Id, Money.Rupees(-10), DateTimeOffset.UtcNow.AddHours(1), CancellationToken.None)))
            .Error!.Code.Should().Be(WalletErrorCodes.AmountInvalid);
        (await Bank.AskAsync(wallet => wallet.CaptureAsync(
            hold, Bank.Reference("fraud-capture"), Money.Rupees(10), [PaymentLine.Payee(raj.Id, Money.Rupees(60)), PaymentLine.Commission(Money.Rupees(-50))], CancellationToken.None)))
            .Error!.Code.Should().Be(WalletErrorCodes.AmountInvalid);
        (await raj.BalanceAsync()).Should().Be(100);
    }

    [Test]
    public async Task Money_to_oneself_is_refused_by_every_way()
    {
        var asha = await Bank.PersonAsync(100);
        var hold = await HoldAsync(asha.Id, 10, DateTimeOffset.UtcNow.AddHours(1));

        (await asha.SendAsync(asha.Id, 1)).Code.Should().Be("wallet.self_transfer");
        (await Bank.AskAsync(wallet => wallet.CaptureAsync(
            hold, Bank.Reference("fraud-capture"), Money.Rupees(10), [PaymentLine.Payee(asha.Id, Money.Rupees(10))], CancellationToken.None)))
            .Error!.Code.Should().Be(WalletErrorCodes.SelfTransfer);
    }

    [Test]
    public async Task A_frozen_wallet_pays_nobody_and_holds_nothing()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        await Bank.ExecuteAsync("update wallets set status = 'FROZEN' where user_id = @Id", new { asha.Id });

        (await asha.SendAsync(raj.Id, 1)).Code.Should().Be("wallet.frozen");
        (await raj.SendAsync(asha.Id, 1)).Status.Should().Be(422);
        (await Bank.AskAsync(wallet => wallet.HoldAsync(Bank.Reference("fraud-hold"), asha.Id, Money.Rupees(1), DateTimeOffset.UtcNow.AddHours(1), CancellationToken.None)))
            .Error!.Code.Should().Be(WalletErrorCodes.Frozen);
    }

    [Test]
    public async Task A_suspended_user_is_sent_nothing()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync(1));
        await Bank.ExecuteAsync("update users set is_active = false where id = @Id", new { raj.Id });

        (await asha.SendAsync(raj.Id, 1)).Code.Should().Be("wallet.recipient_unavailable");
        (await raj.BalanceAsync()).Should().Be(1);
    }

    [Test]
    public async Task The_limit_of_the_day_holds_against_a_hundred_requests_at_once()
    {
        var (asha, raj) = (await Bank.PersonAsync(99_000), await Bank.PersonAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => asha.SendAsync(raj.Id, 990)));

        answers.Count(answer => answer.Status == 201).Should().Be(50);
        answers.Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Code == "wallet.daily_limit");
        (await raj.BalanceAsync()).Should().Be(49_500);
    }

    [Test]
    public async Task Promo_money_is_neither_sent_nor_paid_out_not_even_around_a_corner()
    {
        var (asha, raj) = (await Bank.PersonAsync(promo: 100), await Bank.PersonAsync());

        (await asha.SendAsync(raj.Id, 0.01m)).Code.Should().Be("wallet.insufficient_funds");
        (await Bank.PostAsync(id => Posting.Payout(id, asha.Id, Money.Rupees(0.01m), Bank.Reference("fraud-payout")))).Error!.Code.Should().Be("wallet.insufficient_funds");

        // Spent on a booking and refunded, it is promo money again.
        var capture = await CaptureAsync(asha.Id, raj.Id, 60);
        (await RefundAsync(capture, Bank.Reference("fraud-refund"), raj.Id, 60)).Error.Should().BeNull();
        (await asha.WalletAsync()).GetProperty("promo").GetDecimal().Should().Be(100);
        (await asha.SendAsync(raj.Id, 0.01m)).Code.Should().Be("wallet.insufficient_funds");
    }

    [Test]
    public async Task Neither_promo_money_nor_a_frozen_wallet_is_paid_out_by_the_route()
    {
        var raj = await Bank.PersonAsync(promo: 1_000, role: UserRole.Mentor);
        await Bank.ExecuteAsync("insert into kyc_records (user_id, status) values (@Id, 'VERIFIED')", new { raj.Id });
        var method = await raj.PostAsync("/api/v1/wallet/payout-methods", new { kind = "UPI", holderName = "Raj Malhotra", vpa = "raj@okaxis" });
        var payout = new { methodId = method.Json.GetProperty("id").GetInt64(), amount = 100 };

        (await raj.PostAsync("/api/v1/wallet/payouts", payout)).Code.Should().Be("wallet.insufficient_funds");
        await Bank.GrantAsync(raj.Id, 1_000, isPromo: false);
        await Bank.ExecuteAsync("update wallets set status = 'FROZEN' where user_id = @Id", new { raj.Id });
        (await raj.PostAsync("/api/v1/wallet/payouts", payout)).Code.Should().Be("wallet.frozen");
        (await raj.BalanceAsync()).Should().Be(2_000);
    }

    private static async Task<string> HoldAsync(long userId, decimal amount, DateTimeOffset expiresAt)
    {
        var reference = Bank.Reference("fraud-hold");
        (await Bank.AskAsync(wallet => wallet.HoldAsync(reference, userId, Money.Rupees(amount), expiresAt, CancellationToken.None))).Error.Should().BeNull();
        return reference;
    }

    private static async Task<string> CaptureAsync(long fromUserId, long toUserId, decimal amount)
    {
        var (hold, capture) = (await HoldAsync(fromUserId, amount, DateTimeOffset.UtcNow.AddHours(1)), Bank.Reference("fraud-capture"));
        (await Bank.AskAsync(wallet => wallet.CaptureAsync(
            hold, capture, Money.Rupees(amount), [PaymentLine.Payee(toUserId, Money.Rupees(amount))], CancellationToken.None))).Error.Should().BeNull();
        return capture;
    }

    private static Task<Result<RefundReceipt>> RefundAsync(string capture, string reference, long payerId, decimal amount) =>
        Bank.AskAsync(wallet => wallet.RefundAsync(
            capture, reference, Money.Rupees(amount), [PaymentLine.Payee(payerId, Money.Rupees(amount))], CancellationToken.None));
}
