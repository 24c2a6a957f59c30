using Microsoft.Extensions.Logging;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Jobs;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Refunds;

namespace Samjhadoo.Wallet.Application.Refunds;

/// <summary>Has the gateway give money back, and asks what became of refunds whose webhook has not come.</summary>
internal sealed partial class SendRefunds(
    IRefundRepository refunds, PaymentGateways gateways, ISender sender, TimeProvider time, ILogger<SendRefunds> logger) : IJob
{
    private const int Batch = 50;

    public string Name => "wallet.send_refunds";

    public TimeSpan Every => TimeSpan.FromSeconds(3);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var refund in await refunds.DueAsync(time.GetUtcNow(), Batch, cancellationToken))
        {
            var answer = await AskAsync(refund, cancellationToken);
            if (answer.Error == PaymentErrors.GatewayRefused && refund.Status == RefundStatus.Pending)
                answer = new GatewayRefund("", GatewayState.Failed, "refused");
            if (answer.IsSuccess)
            {
                if (answer.Value.State == GatewayState.Failed)
                    NotRefunded(refund.Gateway, refund.Id, refund.PaymentId, answer.Value.Failure);
                await sender.SendAsync(new SettleRefundCommand(refund.Gateway, refund.Id, answer.Value), cancellationToken);
            }
            else
            {
                await sender.SendAsync(new PostponeRefundCommand(refund.Id), cancellationToken);
            }
        }
    }

    private async Task<Result<GatewayRefund>> AskAsync(Refund refund, CancellationToken cancellationToken)
    {
        if (gateways.Find(refund.Gateway) is not { } gateway)
            return PaymentErrors.GatewayUnavailable;
        return refund.GatewayRefundId is { } id
            ? await gateway.FindRefundAsync(id, cancellationToken)
            : await gateway.RefundAsync(refund.PaymentId, refund.Amount, refund.Key, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Gateway {Gateway} could not give payment {PaymentId} back (refund {Id}): {Failure}")]
    private partial void NotRefunded(string gateway, long id, string paymentId, string? failure);
}
