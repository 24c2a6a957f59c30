using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Infrastructure.Gateways.Razorpay;

namespace Samjhadoo.Wallet.Infrastructure.Gateways.Sandbox;

/// <summary>
/// A gateway inside the host for development and tests: no money, but orders, a page to pay at, and webhooks that are signed as
/// Razorpay signs and come over HTTP.
/// </summary>
internal sealed class SandboxGateway(SandboxBank bank, SandboxOptions options) : IPaymentGateway
{
    public const string GatewayName = "sandbox";

    public string Name => GatewayName;

    public string? PublicKey => null;

    public bool CanPayOut => true;

    public async Task<Result<GatewayOrder>> CreateOrderAsync(string receipt, Money amount, CancellationToken cancellationToken)
    {
        var id = await bank.OrderAsync(receipt, amount.Paise, cancellationToken);
        return new GatewayOrder(id, SandboxCheckout.PathOf(id));
    }

    public Result<GatewayNotice> ReadWebhook(ReadOnlySpan<byte> body, string? signature, string? eventId) =>
        RazorpayWebhook.Read(body, signature, eventId, [options.WebhookSecret]);

    public async Task<Result<IReadOnlyList<GatewayPayment>>> PaymentsOfOrderAsync(string orderId, CancellationToken cancellationToken)
    {
        var payments = await bank.PaymentsAsync(orderId, cancellationToken);
        return payments.Select(payment => payment.ToMessage().ToPayment()).ToArray();
    }

    public async Task<Result<GatewayRefund>> RefundAsync(string paymentId, Money amount, string key, CancellationToken cancellationToken) =>
        await bank.RefundAsync(paymentId, amount.Paise, key, cancellationToken) is { } id
            ? new GatewayRefund(id, GatewayState.Open, null)
            : PaymentErrors.GatewayRefused;

    public async Task<Result<GatewayRefund>> FindRefundAsync(string refundId, CancellationToken cancellationToken) =>
        await bank.HasRefundAsync(refundId, cancellationToken) ? new GatewayRefund(refundId, GatewayState.Succeeded, null) : PaymentErrors.GatewayRefused;

    public async Task<Result<GatewayPayout>> PayAsync(PayoutOrder payout, CancellationToken cancellationToken) =>
        (await bank.PayOutAsync(payout, cancellationToken)).ToPayout();

    public async Task<Result<GatewayPayout>> FindPayoutAsync(string payoutId, CancellationToken cancellationToken) =>
        await bank.FindPayoutAsync(payoutId, cancellationToken) is { } found ? found.ToPayout() : PaymentErrors.GatewayRefused;
}
