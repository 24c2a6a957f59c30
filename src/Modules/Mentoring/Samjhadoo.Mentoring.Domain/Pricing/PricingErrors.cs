using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Pricing;

internal static class PricingErrors
{
    /// <summary>No quote of the caller's has this id, or it is over; ask for a new one.</summary>
    public static readonly Error QuoteExpired = new("mentoring.quote_expired", ErrorKind.Rule);

    public static readonly Error QuoteNotFound = new("mentoring.quote_not_found", ErrorKind.NotFound);

    public static readonly Error RuleNotFound = new("mentoring.pricing_rule_not_found", ErrorKind.NotFound);

    public static readonly Error PercentOutOfRange = new("mentoring.percent_out_of_range", ErrorKind.Rule);
}
