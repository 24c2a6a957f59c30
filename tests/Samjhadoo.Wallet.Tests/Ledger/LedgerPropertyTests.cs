using CsCheck;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Tests.Ledger;

public sealed class LedgerPropertyTests
{
    private sealed record Step(int From, int To, long Paise, bool Grant, bool Promo);

    private static readonly Gen<Step> Steps =
        from source in Gen.Int[0, 3]
        from target in Gen.Int[0, 3]
        from paise in Gen.OneOf(Gen.Long[1, 500], Gen.Long[1, 50_000], Gen.Const(1L))
        from grant in Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true)))
        from promo in Gen.Bool
        select new Step(source, target, paise, grant, promo);

    [Test]
    public async Task Books_balance_after_any_sequence_of_operations_run_side_by_side()
    {
        await Steps.Array[1, 40].SampleAsync(
            async steps =>
            {
                var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Bank.PersonAsync(20)));
                var granted = 80m;
                var posted = await Task.WhenAll(steps.Where(step => step.Grant || step.From != step.To).Select(async step =>
                {
                    var amount = Money.FromPaise(step.Paise);
                    if (step.Grant)
                    {
                        await Bank.GrantAsync(people[step.To].Id, amount.Amount, step.Promo);
                        return amount;
                    }

                    var result = await Bank.PostAsync(id => Posting.Transfer(id, people[step.From].Id, people[step.To].Id, amount));
                    (result.IsSuccess || result.Error!.Code == "wallet.insufficient_funds").Should().BeTrue();
                    return Money.Zero;
                }));
                granted += posted.Sum(money => money.Amount);

                var wallets = await Task.WhenAll(people.Select(person => person.WalletAsync()));
                wallets.Sum(wallet => wallet.GetProperty("balance").GetDecimal()).Should().Be(granted);
                wallets.Should().OnlyContain(wallet => wallet.GetProperty("promo").GetDecimal() <= wallet.GetProperty("balance").GetDecimal());
                var proof = await Bank.ProveAsync();
                proof.Holds.Should().BeTrue("of {0}", proof);
            },
            iter: 15, threads: 1);
    }

    [Test]
    public void A_posting_that_is_not_balanced_cannot_be_made()
    {
        var postings = Gen.Select(Gen.Long[-1_000, 1_000], Gen.Long[-1_000, 1_000]);

        postings.Sample((a, b) =>
        {
            var making = () => new Posting(1, TransactionKind.Transfer, [new(1, Money.FromPaise(a)), new(2, Money.FromPaise(b))], []);
            if (a + b == 0 && a != 0)
                making.Should().NotThrow();
            else
                making.Should().Throw<ArgumentException>();
        });
    }

    [Test]
    public async Task One_cause_is_posted_once()
    {
        var asha = await Bank.PersonAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            Bank.PostAsync(id => Posting.Promotion(id, asha.Id, Money.Rupees(5), isPromo: false, $"once:{asha.Id}"))));

        results.Count(result => result.IsSuccess).Should().Be(1);
        results.Where(result => result.IsFailure).Should().OnlyContain(result => result.Error!.Code == "wallet.already_posted");
        (await asha.BalanceAsync()).Should().Be(5);
    }
}
