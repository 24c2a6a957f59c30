namespace Samjhadoo.Wallet.Application.Gateways;

/// <summary>Section <c>Payments</c> of the configuration. Amounts are rupees.</summary>
internal sealed class PaymentOptions
{
    /// <summary>The gateway of new business; null where none is configured.</summary>
    public string? Gateway { get; set; }

    /// <summary>How old a webhook may be: gateways repeat what was not answered for a day.</summary>
    public TimeSpan WebhookWindow { get; set; } = TimeSpan.FromHours(25);

    public TopUpOptions TopUps { get; set; } = new();

    public PayoutOptions Payouts { get; set; } = new();
}

internal sealed class TopUpOptions
{
    public decimal Min { get; set; } = 10;

    public decimal Max { get; set; } = 100_000;
}

internal sealed class PayoutOptions
{
    public decimal Min { get; set; } = 100;

    public decimal Max { get; set; } = 100_000;

    /// <summary>Above it an admin approves.</summary>
    public decimal ApprovalAbove { get; set; } = 10_000;

    /// <summary>Above it a second admin approves too.</summary>
    public decimal SecondApprovalAbove { get; set; } = 50_000;

    /// <summary>Per cent of the amount that is kept as tax deducted at source.</summary>
    public decimal TdsPercent { get; set; }

    public bool RequireKyc { get; set; } = true;
}
