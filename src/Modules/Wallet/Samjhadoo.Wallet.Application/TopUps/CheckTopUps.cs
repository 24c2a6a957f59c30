using Microsoft.Extensions.Logging;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Jobs;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.TopUps;

namespace Samjhadoo.Wallet.Application.TopUps;

/// <summary>Asks the gateway about orders that stay open, so that a lost webhook loses no money.</summary>
internal sealed partial class CheckTopUps(
    ITopUpRepository topUps, PaymentGateways gateways, ISender sender, TimeProvider time, ILogger<CheckTopUps> logger) : IJob
{
    private const int Batch = 50;

    public string Name => "wallet.check_top_ups";

    public TimeSpan Every => TimeSpan.FromSeconds(15);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var topUp in await topUps.DueAsync(time.GetUtcNow(), Batch, cancellationToken))
        {
            if (topUp.OrderId is not null && !await AskAsync(topUp, topUp.OrderId, cancellationToken))
                return;
            await sender.SendAsync(new MarkTopUpCheckedCommand(topUp.Id), cancellationToken);
        }
    }

    // A gateway that does not answer has told nothing: its orders stay due, and the next run asks again.
    private async Task<bool> AskAsync(TopUp topUp, string orderId, CancellationToken cancellationToken)
    {
        if (gateways.Find(topUp.Gateway) is not { } gateway)
            return false;
        var payments = await gateway.PaymentsOfOrderAsync(orderId, cancellationToken);
        if (payments.IsFailure)
        {
            NoAnswer(topUp.Gateway, topUp.Id, payments.Error.Code);
            return payments.Error != PaymentErrors.GatewayUnavailable;
        }

        foreach (var payment in payments.Value)
            await sender.SendAsync(new ReceivePaymentCommand(topUp.Gateway, orderId, payment), cancellationToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {Gateway} did not say what became of top-up {Id}: {Code}")]
    private partial void NoAnswer(string gateway, long id, string code);
}
