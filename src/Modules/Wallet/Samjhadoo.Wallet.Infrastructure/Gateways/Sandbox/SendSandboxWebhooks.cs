using Samjhadoo.Shared.Application.Jobs;

namespace Samjhadoo.Wallet.Infrastructure.Gateways.Sandbox;

/// <summary>Sends the sandbox's webhooks that are late on purpose or were not taken.</summary>
internal sealed class SendSandboxWebhooks(SandboxWebhooks webhooks, SandboxOptions options) : IJob
{
    public string Name => "wallet.send_sandbox_webhooks";

    public TimeSpan Every => options.IsOn ? TimeSpan.FromSeconds(1) : TimeSpan.FromDays(1);

    public Task RunAsync(CancellationToken cancellationToken) => options.IsOn ? webhooks.SendAsync(cancellationToken) : Task.CompletedTask;
}
