using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Pricing;

internal interface IPricing
{
    /// <summary>All rules as they stand: a dozen rows.</summary>
    Task<PricingRules> RulesAsync(CancellationToken cancellationToken);

    /// <summary>What the mentor asks for, or null while he can't be booked: paused, suspended, or not a mentor yet.</summary>
    Task<MentorRate?> FindRateAsync(long mentorId, CancellationToken cancellationToken);

    Task<PricingRule?> LockRuleAsync(long id, CancellationToken cancellationToken);

    void Add(PricingRuleChange change);

    void Add(Quote quote);

    Task<Quote?> FindQuoteAsync(long id, CancellationToken cancellationToken);

    void Add(PriceSnapshot snapshot);

    /// <summary>The price agreed for a booking; every booking has one.</summary>
    Task<Price> AgreedAsync(long bookingId, CancellationToken cancellationToken);
}

/// <summary>What a mentor asks for.</summary>
/// <param name="HourlyRate">Rupees an hour.</param>
/// <param name="CommunityDiscount">False when he has opted out of community discounts.</param>
internal sealed record MentorRate(Money HourlyRate, bool CommunityDiscount);

/// <summary>The rules in force.</summary>
internal sealed class PricingRules(IEnumerable<PricingRule> rules)
{
    private readonly Dictionary<(PricingRuleKind, string), decimal> _percents = rules.ToDictionary(rule => (rule.Kind, rule.Key), rule => rule.Percent);

    public decimal Commission => _percents[(PricingRuleKind.Commission, "")];

    public decimal Gst => _percents[(PricingRuleKind.Gst, "")];

    /// <summary>Percent of the base; 100 where the city is not known.</summary>
    public decimal Regional(short? cityTier) => cityTier is null ? 100 : _percents.GetValueOrDefault((PricingRuleKind.Regional, $"{cityTier}"), 100);

    /// <summary>Percent off; 0 for communities without a discount.</summary>
    public decimal Discount(string community) => _percents.GetValueOrDefault((PricingRuleKind.Community, community));
}
