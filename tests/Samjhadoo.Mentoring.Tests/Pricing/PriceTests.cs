using CsCheck;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Tests.Pricing;

public sealed class PriceTests
{
    private static readonly Gen<PriceTerms> AnyTerms =
        from rate in Gen.Long[1, 10_000_00]
        from step in Gen.Int[2, 24]
        from regional in Gen.Int[5000, 15000]
        from community in Gen.Int[0, 9000]
        from promotion in Gen.OneOf(
            Gen.Const(() => (Promotion?)null),
            Gen.Int[1, 10000].Select(Gen.Long[1, 500_00]).Select((percent, most) => (Promotion?)new Promotion(percent / 100m, null, Money.FromPaise(most))),
            Gen.Long[1, 5_000_00].Select(amount => (Promotion?)new Promotion(null, Money.FromPaise(amount), null)))
        from commission in Gen.Int[0, 5000]
        from gst in Gen.Int[0, 5000]
        select new PriceTerms(Money.FromPaise(rate), step * 5, regional / 100m, community / 100m, promotion, commission / 100m, gst / 100m);

    [Test]
    public void Half_an_hour_at_800_rupees_for_a_student_of_a_small_town_with_a_code()
    {
        var price = Price.Of(new PriceTerms(Money.Rupees(800), 30, 80, 30, new Promotion(10, null, null), 15, 18));

        price.Lines.Select(line => line.Amount.Amount).Should().Equal(400m, -80m, -96m, -22.40m);
        price.Total.Amount.Should().Be(201.60m);
        var split = price.Split(price.Total);
        split.Should().Be(new Split(Money.Rupees(201.60m), Money.Rupees(30.24m), Money.Rupees(5.44m), Money.Rupees(165.92m)));
    }

    [Test]
    public void A_line_is_rounded_half_to_even()
    {
        // 0.30 × 25 % = 0.075 and 0.10 × 25 % = 0.025: the half goes to the even paisa.
        Price.Of(Plain(Money.Rupees(1.80m)) with { Minutes = 10, RegionalPercent = 125 }).Regional.Amount.Should().Be(0.08m);
        Price.Of(Plain(Money.Rupees(0.60m)) with { Minutes = 10, RegionalPercent = 125 }).Regional.Amount.Should().Be(0.02m);
    }

    [Test]
    public void A_promo_code_leaves_a_rupee_to_pay() =>
        Price.Of(Plain(Money.Rupees(600)) with { Promotion = new Promotion(100, null, null) }).Total.Should().Be(Price.Least);

    [Test]
    public void Lines_always_add_up_to_what_the_mentee_pays_and_shares_too() => AnyTerms.Sample(
        terms =>
        {
            var price = Price.Of(terms);
            var split = price.Split(price.Total);
            return price.Lines.Sum(line => line.Amount.Amount) == price.Total.Amount
                && (split.Commission + split.Gst + split.MentorEarns) == price.Total
                && split.Commission == Money.Round(price.Total.Amount * terms.CommissionPercent / 100)
                && split.Gst == Money.Round(split.Commission.Amount * terms.GstPercent / 100)
                && price.Promotion <= Money.Zero && price.Community <= Money.Zero;
        },
        iter: 5_000);

    [Test]
    public void Shares_of_any_part_of_a_price_add_up_to_that_part() => AnyTerms.Select(Gen.Double[0, 1]).Sample(
        (terms, part) =>
        {
            var price = Price.Of(terms);
            var charge = Money.Round(price.Total.Amount * (decimal)part);
            var split = price.Split(charge);
            return split.Commission + split.Gst + split.MentorEarns == charge && split.MentorEarns <= charge;
        },
        iter: 5_000);

    [TestCase(10, true)]
    [TestCase(15, true)]
    [TestCase(120, true)]
    [TestCase(5, false)]
    [TestCase(12, false)]
    [TestCase(125, false)]
    [TestCase(0, false)]
    public void Minutes_are_a_multiple_of_five_from_ten_to_two_hours(int minutes, bool bookable) => Price.IsBookable(minutes).Should().Be(bookable);

    private static PriceTerms Plain(Money rate) => new(rate, 60, 100, 0, null, 15, 18);
}
