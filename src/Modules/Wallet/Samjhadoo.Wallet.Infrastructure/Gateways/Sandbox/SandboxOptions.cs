namespace Samjhadoo.Wallet.Infrastructure.Gateways.Sandbox;

/// <summary>Section <c>Payments:Sandbox</c> of the configuration.</summary>
internal sealed class SandboxOptions
{
    /// <summary>Decided where gateways are registered.</summary>
    public bool IsOn { get; set; }

    public string WebhookSecret { get; set; } = "sandbox-webhook-secret";

    /// <summary>Where webhooks go; this host's own address without it.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>How long "pay late" and slow payouts take.</summary>
    public TimeSpan LateBy { get; set; } = TimeSpan.FromMinutes(2);
}
