using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Pricing;

/// <summary>What a price is made of before it is computed.</summary>
/// <param name="HourlyRate">Rupees an hour, above zero.</param>
/// <param name="Minutes">A multiple of 5 from 10 to 120.</param>
/// <param name="RegionalPercent">Of the base, 100 where the city changes nothing.</param>
/// <param name="CommunityPercent">Taken off base and regional line, 0 to 90.</param>
/// <param name="Promotion">A promo code's offer, or null.</param>
/// <param name="CommissionPercent">Of what the mentee pays.</param>
/// <param name="GstPercent">Of the commission.</param>
internal sealed record PriceTerms(
    Money HourlyRate, int Minutes, decimal RegionalPercent, decimal CommunityPercent, Promotion? Promotion, decimal CommissionPercent, decimal GstPercent);

/// <summary>A promo code's offer: so many percent up to a maximum, or an amount.</summary>
internal sealed record Promotion(decimal? Percent, Money? Amount, Money? Maximum);

/// <summary>What a session costs, line by line. Every line is rounded once, half to even; lines always add up to the total.</summary>
internal sealed record Price(
    Money HourlyRate,
    int Minutes,
    Money Base,
    decimal RegionalPercent,
    Money Regional,
    decimal CommunityPercent,
    Money Community,
    Money Promotion,
    Money Total,
    decimal CommissionPercent,
    decimal GstPercent)
{
    /// <summary>No discount makes a session cheaper: what is held in a wallet is at least a rupee.</summary>
    public static readonly Money Least = Money.Rupees(1);

    /// <summary>What the mentee pays: the lines' sum is <see cref="Total"/>.</summary>
    public IReadOnlyList<PriceLine> Lines =>
    [
        new(PriceLineKind.Base, null, Base),
        new(PriceLineKind.Regional, RegionalPercent, Regional),
        new(PriceLineKind.Community, CommunityPercent, Community),
        new(PriceLineKind.Promotion, null, Promotion),
    ];

    /// <summary>True for what can be booked: a multiple of 5 from 10 to 120.</summary>
    public static bool IsBookable(int minutes) => minutes is >= 10 and <= 120 && minutes % 5 == 0;

    public static Price Of(PriceTerms terms)
    {
        var started = Money.Round(terms.HourlyRate.Amount * terms.Minutes / 60);
        var regional = Money.Round(started.Amount * (terms.RegionalPercent - 100) / 100);
        var community = -Money.Round((started + regional).Amount * terms.CommunityPercent / 100);
        var promotion = -Off(terms.Promotion, started + regional + community);
        return new Price(
            terms.HourlyRate, terms.Minutes, started, terms.RegionalPercent, regional, terms.CommunityPercent, community, promotion,
            started + regional + community + promotion, terms.CommissionPercent, terms.GstPercent);
    }

    /// <summary>
    /// Who gets what of a charge, the whole price or a part of it: commission and GST are rounded once each, the rest is the
    /// mentor's, so the three always add up to the charge.
    /// </summary>
    public Split Split(Money charge)
    {
        var commission = Money.Round(charge.Amount * CommissionPercent / 100);
        var gst = Money.Round(commission.Amount * GstPercent / 100);
        return new Split(charge, commission, gst, charge - commission - gst);
    }

    private static Money Off(Promotion? promotion, Money price)
    {
        if (promotion is null || price <= Least)
            return Money.Zero;
        var off = promotion.Amount ?? Money.Round(price.Amount * (promotion.Percent ?? 0) / 100);
        return Min(Min(off, promotion.Maximum ?? off), price - Least);
    }

    private static Money Min(Money left, Money right) => left < right ? left : right;
}

/// <summary>One line of a price.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Percent">The percentage behind it, if one is.</param>
/// <param name="Amount">Rupees; discounts are negative.</param>
internal sealed record PriceLine(PriceLineKind Kind, decimal? Percent, Money Amount);

internal enum PriceLineKind
{
    Base,
    Regional,
    Community,
    Promotion,
    Commission,
    Gst,
    MentorEarns,
}

/// <summary>Who gets what of a charge.</summary>
internal readonly record struct Split(Money Charge, Money Commission, Money Gst, Money MentorEarns);
