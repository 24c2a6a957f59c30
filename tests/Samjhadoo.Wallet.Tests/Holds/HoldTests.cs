using Samjhadoo.Shared.Domain;
using Samjhadoo.Testing;
using Samjhadoo.Wallet.Contracts;

namespace Samjhadoo.Wallet.Tests.Holds;

public sealed class HoldTests
{
    [Test]
    public async Task A_hold_sets_money_aside_until_it_is_released()
    {
        var asha = await Bank.PersonAsync(100);
        var reference = Bank.Reference("booking");

        var hold = await Booking.HoldAsync(reference, asha.Id, 60);

        hold.Value.Should().BeEquivalentTo(new { Reference = reference, UserId = asha.Id, Amount = Money.Rupees(60) });
        (await Booking.MoneyAsync(asha)).Should().Be((100, 40, 60, 0));
        (await Booking.ReleaseAsync(reference)).IsSuccess.Should().BeTrue();
        (await Booking.ReleaseAsync(reference)).IsSuccess.Should().BeTrue();
        (await Booking.MoneyAsync(asha)).Should().Be((100, 100, 0, 0));
    }

    [Test]
    public async Task Repeating_a_hold_gets_the_first_answer_and_holds_once()
    {
        var asha = await Bank.PersonAsync(100);
        var reference = Bank.Reference("booking");

        var holds = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Booking.HoldAsync(reference, asha.Id, 60)));

        holds.Should().OnlyContain(hold => hold.IsSuccess);
        holds.Select(hold => hold.Value).Distinct().Should().ContainSingle();
        (await Booking.MoneyAsync(asha)).Should().Be((100, 40, 60, 0));
    }

    [Test]
    public async Task A_reference_stands_for_one_request()
    {
        var asha = await Bank.PersonAsync(100);
        var reference = Bank.Reference("booking");
        await Booking.HoldAsync(reference, asha.Id, 60);

        (await Booking.HoldAsync(reference, asha.Id, 61)).Error!.Code.Should().Be(WalletErrorCodes.ReferenceReused);
        (await Booking.HoldAsync(reference, asha.Id + 1, 60)).Error!.Code.Should().Be(WalletErrorCodes.ReferenceReused);
    }

    [Test]
    public async Task A_refusal_is_repeated_even_when_the_money_has_come_meanwhile()
    {
        var asha = await Bank.PersonAsync(59.99m);
        var reference = Bank.Reference("booking");

        var first = await Booking.HoldAsync(reference, asha.Id, 60);
        await Bank.GrantAsync(asha.Id, 100, isPromo: false);
        var again = await Booking.HoldAsync(reference, asha.Id, 60);

        first.Error!.Code.Should().Be(WalletErrorCodes.InsufficientFunds);
        first.Error.Arguments["available"].Should().Be("59.99");
        again.Error.Should().BeEquivalentTo(first.Error);
        (await Booking.HoldAsync(Bank.Reference("booking"), asha.Id, 60)).IsSuccess.Should().BeTrue();
    }

    [Test]
    public async Task What_is_held_cannot_be_held_again()
    {
        var asha = await Bank.PersonAsync(100);

        var holds = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Booking.HoldAsync(Bank.Reference("booking"), asha.Id, 30)));

        holds.Count(hold => hold.IsSuccess).Should().Be(3);
        holds.Where(hold => hold.IsFailure).Should().OnlyContain(hold => hold.Error!.Code == WalletErrorCodes.InsufficientFunds);
        (await Booking.MoneyAsync(asha)).Should().Be((100, 10, 90, 0));
    }

    [Test]
    public async Task Who_may_not_pay_gets_no_hold()
    {
        var (frozen, suspended) = (await Bank.PersonAsync(100), await Bank.PersonAsync(100));
        await Bank.ExecuteAsync("update wallets set status = 'FROZEN' where user_id = @Id", new { frozen.Id });
        await Bank.ExecuteAsync("update users set is_active = false where id = @Id", new { suspended.Id });

        (await Booking.HoldAsync(Bank.Reference("booking"), frozen.Id, 1)).Error!.Code.Should().Be(WalletErrorCodes.Frozen);
        (await Booking.HoldAsync(Bank.Reference("booking"), suspended.Id, 1)).Error!.Code.Should().Be(WalletErrorCodes.UserUnavailable);
        (await Booking.HoldAsync(Bank.Reference("booking"), 4_000_000_000_000, 1)).Error!.Code.Should().Be(WalletErrorCodes.UserUnknown);
    }

    [TestCase(0)]
    [TestCase(-5)]
    public async Task An_amount_is_above_zero(decimal amount)
    {
        var asha = await Bank.PersonAsync(100);

        (await Booking.HoldAsync(Bank.Reference("booking"), asha.Id, amount)).Error!.Code.Should().Be(WalletErrorCodes.AmountInvalid);
    }

    [Test]
    public async Task A_hold_that_has_run_out_is_freed_and_cannot_be_captured()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        var reference = Bank.Reference("booking");
        await Booking.HoldAsync(reference, asha.Id, 60, TimeSpan.FromMilliseconds(300));

        // Refused from the instant on, whether or not the job has come by.
        await Eventually.TrueAsync(async () => await Bank.ReadAsync<bool>("select expires_at <= clock_timestamp() from holds where reference = @reference", new { reference }));
        (await Booking.CaptureAsync(reference, Bank.Reference("capture"), PaymentLine.Payee(raj.Id, Money.Rupees(60)))).Error!.Code
            .Should().Be(WalletErrorCodes.HoldExpired);

        await Bank.Host.RunJobAsync("wallet.expire_holds");
        (await Booking.MoneyAsync(asha)).Should().Be((100, 100, 0, 0));
        (await Booking.ReleaseAsync(reference)).IsSuccess.Should().BeTrue();
        (await Booking.CaptureAsync(reference, Bank.Reference("capture"), PaymentLine.Payee(raj.Id, Money.Rupees(60)))).Error!.Code
            .Should().Be(WalletErrorCodes.HoldExpired);
    }

    [Test]
    public async Task A_hold_does_not_begin_after_its_end()
    {
        var asha = await Bank.PersonAsync(100);

        (await Booking.HoldAsync(Bank.Reference("booking"), asha.Id, 1, TimeSpan.Zero)).Error!.Code.Should().Be(WalletErrorCodes.ExpiryPast);
    }

    [Test]
    public async Task A_hold_that_nobody_made_is_not_found()
    {
        (await Booking.ReleaseAsync("booking:never")).Error!.Code.Should().Be(WalletErrorCodes.HoldNotFound);
        (await Booking.CaptureAsync("booking:never", "capture:never", PaymentLine.Commission(Money.Rupees(1)))).Error!.Code
            .Should().Be(WalletErrorCodes.HoldNotFound);
    }
}

/// <summary>What another module asks, in few words.</summary>
internal static class Booking
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(48);

    // To the second, since a repetition has to say the same.
    private static readonly DateTimeOffset Start = new(DateTimeOffset.UtcNow.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    public static Task<Result<HoldReceipt>> HoldAsync(string reference, long userId, decimal amount, TimeSpan? length = null) =>
        Bank.AskAsync(wallet => wallet.HoldAsync(
            reference, userId, Money.Rupees(amount), length is null ? Start + Long : DateTimeOffset.UtcNow + length.Value, CancellationToken.None));

    public static Task<Result<Done>> ReleaseAsync(string reference) =>
        Bank.AskAsync(wallet => wallet.ReleaseAsync(reference, CancellationToken.None));

    public static Task<Result<CaptureReceipt>> CaptureAsync(string holdReference, string reference, params PaymentLine[] lines) =>
        Bank.AskAsync(wallet => wallet.CaptureAsync(holdReference, reference, SumOf(lines), lines, CancellationToken.None));

    public static Task<Result<RefundReceipt>> RefundAsync(string captureReference, string reference, params PaymentLine[] lines) =>
        Bank.AskAsync(wallet => wallet.RefundAsync(captureReference, reference, SumOf(lines), lines, CancellationToken.None));

    public static async Task<(decimal Balance, decimal Available, decimal Held, decimal Promo)> MoneyAsync(Person person)
    {
        var wallet = await person.WalletAsync();
        return (Of("balance"), Of("available"), Of("held"), Of("promo"));

        decimal Of(string name) => wallet.GetProperty(name).GetDecimal();
    }

    /// <summary>Balance of an account of the platform, exact while it is folded.</summary>
    public static Task<decimal> AccountAsync(string code) => Bank.ReadAsync<decimal>(
        """
        select s.balance + coalesce((select sum(p.amount) from pending_amounts p where p.account_id = a.id), 0)
        from accounts a
        join account_snapshots s on s.account_id = a.id
        where a.code = @code
        """,
        new { code });

    private static Money SumOf(IEnumerable<PaymentLine> lines) => lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
}
