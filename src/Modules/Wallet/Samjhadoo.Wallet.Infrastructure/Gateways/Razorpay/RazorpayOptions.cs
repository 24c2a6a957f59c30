namespace Samjhadoo.Wallet.Infrastructure.Gateways.Razorpay;

/// <summary>Section <c>Payments:Razorpay</c> of the configuration.</summary>
internal sealed class RazorpayOptions
{
    public Uri Url { get; set; } = new("https://api.razorpay.com");

    /// <summary>Public half of the API key; without it there is no Razorpay.</summary>
    public string? KeyId { get; set; }

    public string? KeySecret { get; set; }

    /// <summary>The secrets webhooks are signed with: the one in use, those of earlier days, RazorpayX's own.</summary>
    public IList<string> WebhookSecrets { get; set; } = [];

    /// <summary>The RazorpayX account that payouts are made from; without it there are none.</summary>
    public string? AccountNumber { get; set; }

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a call may take, repetitions included.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How long nothing is asked of it once half of the calls of 30 seconds have failed.</summary>
    public TimeSpan BreakFor { get; set; } = TimeSpan.FromSeconds(15);
}
