using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Pricing;

/// <summary>One percentage that prices are computed by; admins change it, and each change is kept.</summary>
internal sealed class PricingRule : AggregateRoot
{
    public const int KeyLength = 20;
    public const int ReasonLength = 500;

    private PricingRule()
    {
    }

    public PricingRuleKind Kind { get; private set; }

    /// <summary>City tier or community; empty where there is one rule of the kind.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Two decimals.</summary>
    public decimal Percent { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>What a percentage of this kind may be.</summary>
    public static (decimal Least, decimal Most) RangeOf(PricingRuleKind kind) => kind switch
    {
        PricingRuleKind.Regional => (50, 150),
        PricingRuleKind.Community => (0, 90),
        _ => (0, 50),
    };

    /// <summary>Changes the percentage; the line for the audit trail, or why not.</summary>
    public Result<PricingRuleChange> Change(decimal percent, string reason, long adminId, DateTimeOffset now)
    {
        var (least, most) = RangeOf(Kind);
        if (percent < least || percent > most)
            return PricingErrors.PercentOutOfRange.With("least", least).With("most", most);
        var change = new PricingRuleChange(Id, Percent, percent, reason, adminId, now);
        Percent = percent;
        UpdatedAt = now;
        RaiseVersion();
        return change;
    }
}

/// <summary>What a rule is about.</summary>
internal enum PricingRuleKind
{
    /// <summary>Percent of the base for a mentee of this city tier; 100 changes nothing.</summary>
    Regional,

    /// <summary>Percent taken off for a verified member of this community.</summary>
    Community,

    /// <summary>Percent of what the mentee pays that the platform keeps.</summary>
    Commission,

    /// <summary>Percent of the commission that is tax.</summary>
    Gst,
}

/// <summary>A line of the audit trail. Its reason is about the rule, not about a person, and stays.</summary>
internal sealed class PricingRuleChange
{
    private PricingRuleChange()
    {
    }

    public PricingRuleChange(long ruleId, decimal before, decimal after, string reason, long adminId, DateTimeOffset now)
    {
        RuleId = ruleId;
        Before = before;
        After = after;
        Reason = reason;
        AdminId = adminId;
        ChangedAt = now;
    }

    public long Id { get; private set; }

    public long RuleId { get; private set; }

    public decimal Before { get; private set; }

    public decimal After { get; private set; }

    public string Reason { get; private set; } = "";

    public long AdminId { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }
}
