namespace Samjhadoo.Wallet.Domain.Ledger;

/// <summary>An account of the platform itself. Its id is fixed, so that a posting names it without a look-up.</summary>
internal sealed record SystemAccount(long Id, string Code, bool MayBeNegative)
{
    /// <summary>The gateway holds the money behind the wallets: negative by what came in through it and has not gone out again.</summary>
    public static readonly SystemAccount GatewayClearing = new(1, "GATEWAY_CLEARING", MayBeNegative: true);

    /// <summary>What the platform gives away: negative by what it gave.</summary>
    public static readonly SystemAccount Promotions = new(2, "PROMOTIONS", MayBeNegative: true);

    // A refund may cost more than was earned since the last settlement.
    public static readonly SystemAccount Commission = new(3, "COMMISSION", MayBeNegative: true);

    public static readonly SystemAccount GstPayable = new(4, "GST_PAYABLE", MayBeNegative: true);

    /// <summary>Payouts that the gateway has not yet confirmed or refused.</summary>
    public static readonly SystemAccount PayoutsInTransit = new(5, "PAYOUTS_IN_TRANSIT", MayBeNegative: false);

    public static readonly SystemAccount TdsPayable = new(6, "TDS_PAYABLE", MayBeNegative: true);

    /// <summary>What users paid for AI.</summary>
    public static readonly SystemAccount AIRevenue = new(7, "AI_REVENUE", MayBeNegative: false);

    /// <summary>The other side of what admins put right.</summary>
    public static readonly SystemAccount Adjustments = new(8, "ADJUSTMENTS", MayBeNegative: true);

    public static IReadOnlyList<SystemAccount> All { get; } =
        [GatewayClearing, Promotions, Commission, GstPayable, PayoutsInTransit, TdsPayable, AIRevenue, Adjustments];
}
