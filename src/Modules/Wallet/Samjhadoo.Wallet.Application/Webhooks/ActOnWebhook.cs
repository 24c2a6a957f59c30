using System.Text.Json;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Application.Payouts;
using Samjhadoo.Wallet.Application.Refunds;
using Samjhadoo.Wallet.Application.TopUps;
using Samjhadoo.Wallet.Domain.Webhooks;

namespace Samjhadoo.Wallet.Application.Webhooks;

/// <summary>Does what a stored webhook asks for, once: the effect and the mark that it is handled are one transaction.</summary>
internal sealed record ActOnWebhookCommand(long Id) : ICommand<Done>;

internal sealed class ActOnWebhookHandler(IWebhookRepository webhooks, ISender sender, TimeProvider time) : ICommandHandler<ActOnWebhookCommand, Done>
{
    public async Task<Result<Done>> Handle(ActOnWebhookCommand command, CancellationToken cancellationToken)
    {
        if (await webhooks.LockOpenAsync(command.Id, cancellationToken) is not { } received)
            return Done.Value;
        var notice = JsonSerializer.Deserialize<GatewayNotice>(received.Notice, StrictJson.Options)!;
        var (outcome, error) = await ActAsync(received.Gateway, notice, cancellationToken);

        // Unknown may mean "not yet": it came before the answer that names what it is about was written down.
        if (error is { Kind: ErrorKind.NotFound })
            received.Postpone("UNKNOWN", time.GetUtcNow());
        else if (error is not null)
            return error;
        else
            received.Handled(outcome, time.GetUtcNow());
        return Done.Value;
    }

    // These commands join the transaction of this one.
    private async Task<(string Outcome, Error? Error)> ActAsync(string gateway, GatewayNotice notice, CancellationToken cancellationToken)
    {
        switch (notice)
        {
            case { Subject: GatewaySubject.Payment, OrderId: { } orderId, Id: { } id }:
                var payment = new GatewayPayment(id, notice.State, Money.FromPaise(notice.Paise ?? 0), notice.Currency ?? "", notice.Failure);
                var received = await sender.SendAsync(new ReceivePaymentCommand(gateway, orderId, payment), cancellationToken);
                return received.IsSuccess ? (Words.Of(received.Value), null) : ("", received.Error);
            case { Subject: GatewaySubject.Refund, Id: { } id }:
                var refund = new GatewayRefund(id, notice.State, notice.Failure);
                return ("SETTLED", (await sender.SendAsync(new SettleRefundCommand(gateway, null, refund), cancellationToken)).Error);
            case { Subject: GatewaySubject.Payout, Id: { } id }:
                var payout = new GatewayPayout(id, notice.State, notice.Utr, notice.Failure);
                return ("SETTLED", (await sender.SendAsync(new SettlePayoutCommand(gateway, null, notice.Key, payout), cancellationToken)).Error);
            default:
                return ("IGNORED", null);
        }
    }
}
