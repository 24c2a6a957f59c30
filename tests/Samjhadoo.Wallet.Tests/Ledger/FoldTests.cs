using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Contracts;
using Samjhadoo.Wallet.Tests.Holds;

namespace Samjhadoo.Wallet.Tests.Ledger;

public sealed class FoldTests
{
    [Test]
    public async Task A_system_account_is_read_exactly_while_it_is_folded()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Bank.PersonAsync()));
        var before = await Booking.AccountAsync("PROMOTIONS");
        using var posting = new CancellationTokenSource();

        var folding = RepeatAsync(() => Bank.Host.RunJobAsync("wallet.fold_pending_amounts"));
        var reading = RepeatAsync(async () =>
        {
            // All accounts in one snapshot: whatever is folded or posted meanwhile, they sum to zero.
            var proof = await Bank.ProveAsync();
            proof.Holds.Should().BeTrue("of {0}", proof);
        });
        await Task.WhenAll(people.Select(async (person, i) =>
        {
            for (var n = 0; n < 40; n++)
                (await Bank.AskAsync(wallet => wallet.CreditPromoAsync(Bank.Reference("fold"), person.Id, Money.FromPaise(i + 1), CancellationToken.None))).Error.Should().BeNull();
        }));
        await posting.CancelAsync();
        await Task.WhenAll(folding, reading);

        (await Booking.AccountAsync("PROMOTIONS")).Should().Be(before - (40 * 36 / 100m));
        await Bank.Host.RunJobAsync("wallet.fold_pending_amounts");
        (await Bank.ReadAsync<long>("select count(*) from pending_amounts")).Should().Be(0);
        (await Booking.AccountAsync("PROMOTIONS")).Should().Be(before - (40 * 36 / 100m));

        async Task RepeatAsync(Func<Task> work)
        {
            while (!posting.IsCancellationRequested)
                await work();
        }
    }

    [Test]
    public async Task Every_line_of_a_payment_reaches_its_account()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        var before = await Task.WhenAll(new[] { "COMMISSION", "GST_PAYABLE", "TDS_PAYABLE" }.Select(Booking.AccountAsync));
        var hold = Bank.Reference("booking");
        await Booking.HoldAsync(hold, asha.Id, 100);

        await Booking.CaptureAsync(
            hold, Bank.Reference("capture"), PaymentLine.Payee(raj.Id, Money.Rupees(81.30m)), PaymentLine.Commission(Money.Rupees(15)),
            PaymentLine.Gst(Money.Rupees(2.70m)), PaymentLine.Tds(Money.Rupees(1)));

        var after = await Task.WhenAll(new[] { "COMMISSION", "GST_PAYABLE", "TDS_PAYABLE" }.Select(Booking.AccountAsync));
        after.Zip(before, (now, then) => now - then).Should().Equal(15, 2.70m, 1);
    }
}
