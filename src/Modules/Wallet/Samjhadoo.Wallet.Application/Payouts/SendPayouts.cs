using Microsoft.Extensions.Logging;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Jobs;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>Has the gateway pay what is approved, and asks what became of payouts whose webhook has not come.</summary>
internal sealed partial class SendPayouts(
    IPayoutRepository payouts, IPayoutMethodRepository methods, PaymentGateways gateways, ISender sender, TimeProvider time, ILogger<SendPayouts> logger) : IJob
{
    private const int Batch = 50;

    public string Name => "wallet.send_payouts";

    public TimeSpan Every => TimeSpan.FromSeconds(3);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var payout in await payouts.DueAsync(time.GetUtcNow(), Batch, cancellationToken))
        {
            var answer = await AskAsync(payout, cancellationToken);
            // Refused before the gateway knew of it: nothing has been paid and nothing will be.
            if (answer.Error == PaymentErrors.GatewayRefused && payout.GatewayPayoutId is null)
                answer = new GatewayPayout("", GatewayState.Failed, null, "refused");
            if (answer.IsSuccess)
            {
                if (answer.Value.State == GatewayState.Failed)
                    NotPaid(payout.Gateway, payout.Id, answer.Value.Failure);
                await sender.SendAsync(new SettlePayoutCommand(payout.Gateway, payout.Id, null, answer.Value), cancellationToken);
            }
            else
            {
                await sender.SendAsync(new PostponePayoutCommand(payout.Id), cancellationToken);
            }
        }
    }

    private async Task<Result<GatewayPayout>> AskAsync(Payout payout, CancellationToken cancellationToken)
    {
        if (gateways.Find(payout.Gateway) is not { } gateway)
            return PaymentErrors.GatewayUnavailable;
        if (payout.GatewayPayoutId is { } id)
            return await gateway.FindPayoutAsync(id, cancellationToken);
        if (await methods.FindAsync(payout.MethodId, cancellationToken) is not { Account: { } account })
            return new GatewayPayout("", GatewayState.Failed, null, "account_removed");
        return await gateway.PayAsync(
            new PayoutOrder(payout.Key, payout.Net, payout.UserId, account.HolderName, account.Vpa, account.AccountNumber, account.Ifsc), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {Gateway} did not pay payout {Id}: {Failure}")]
    private partial void NotPaid(string gateway, long id, string? failure);
}
