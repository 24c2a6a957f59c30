using Microsoft.Extensions.Logging;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Jobs;
using Samjhadoo.Wallet.Domain.Webhooks;

namespace Samjhadoo.Wallet.Application.Webhooks;

/// <summary>Acts on webhooks that were stored and not acted upon: the host died in between, or what they are about was not known yet.</summary>
internal sealed partial class FinishWebhooks(IWebhookRepository webhooks, ISender sender, TimeProvider time, ILogger<FinishWebhooks> logger) : IJob
{
    private const int Batch = 200;

    /// <summary>Longer than a webhook may be old, so that a replay is always recognised.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public string Name => "wallet.finish_webhooks";

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var id in await webhooks.DueAsync(now, Batch, cancellationToken))
        {
            try
            {
                await sender.SendAsync(new ActOnWebhookCommand(id), cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Its neighbours are not to wait for it.
                Failed(exception, id);
            }
        }

        await webhooks.PruneAsync(now - Kept, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Id} could not be acted upon")]
    private partial void Failed(Exception exception, long id);
}
