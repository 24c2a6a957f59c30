using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Pricing;

/// <summary>A price explained: <c>lines</c> add up to what the mentee pays, and so do <c>shares</c>, which say who gets it.</summary>
internal sealed record PriceResponse(
    Money HourlyRate, int Minutes, IReadOnlyList<PriceLine> Lines, Money Total, string Currency, IReadOnlyList<PriceLine> Shares)
{
    public static PriceResponse Of(Price price)
    {
        var split = price.Split(price.Total);
        return new(
            price.HourlyRate,
            price.Minutes,
            price.Lines,
            price.Total,
            Money.Currency,
            [
                new(PriceLineKind.Commission, price.CommissionPercent, split.Commission),
                new(PriceLineKind.Gst, price.GstPercent, split.Gst),
                new(PriceLineKind.MentorEarns, null, split.MentorEarns),
            ]);
    }
}
