using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Application.Webhooks;

/// <summary>
/// What a gateway tells us: checked, stored, then acted upon. Once it is stored the gateway is told so; what then fails is
/// taken up by a job.
/// </summary>
internal sealed record ReceiveWebhookFlow(string Gateway, ReadOnlyMemory<byte> Body, string? Signature, string? EventId) : IFlow<Done>;

internal sealed partial class ReceiveWebhookHandler(
    PaymentGateways gateways, PaymentOptions options, ISender sender, TimeProvider time, ILogger<ReceiveWebhookHandler> logger)
    : IFlowHandler<ReceiveWebhookFlow, Done>
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public async Task<Result<Done>> Handle(ReceiveWebhookFlow flow, CancellationToken cancellationToken)
    {
        if (gateways.Find(flow.Gateway) is not { } gateway)
            return PaymentErrors.GatewayUnknown;
        var read = gateway.ReadWebhook(flow.Body.Span, flow.Signature, flow.EventId);
        if (read.IsFailure)
            return read.Error;
        var notice = read.Value;
        var now = time.GetUtcNow();
        if (notice.At < now - options.WebhookWindow || notice.At > now + ClockSkew)
            return PaymentErrors.WebhookRefused;

        var stored = await sender.SendAsync(new StoreWebhookCommand(gateway.Name, notice, SHA256.HashData(flow.Body.Span)), cancellationToken);
        if (stored.IsFailure)
            return stored.Error;
        if (stored.Value.Id is { } id)
            await ActAsync(id, notice.Name);
        return Done.Value;
    }

    // Not with the caller's token: a gateway that hangs up has done its part.
    private async Task ActAsync(long id, string name)
    {
        try
        {
            await sender.SendAsync(new ActOnWebhookCommand(id), CancellationToken.None);
        }
        catch (Exception exception)
        {
            Deferred(exception, name, id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Name} {Id} is stored and will be acted upon later")]
    private partial void Deferred(Exception exception, string name, long id);
}
