using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Application.Gateways;

/// <summary>
/// A payment gateway. Every call is bounded in time and repeatable: asked again with the same key it does nothing more. Refusals
/// come back as errors: <c>wallet.gateway_unavailable</c> when nothing is known, <c>wallet.gateway_refused</c> when it said no.
/// </summary>
internal interface IPaymentGateway
{
    /// <summary>The last segment of its webhook's address, and what rows remember it by.</summary>
    string Name { get; }

    /// <summary>What the gateway's script is started with in the payer's browser, where it has one.</summary>
    string? PublicKey { get; }

    /// <summary>False where payments come in and none goes out.</summary>
    bool CanPayOut { get; }

    /// <summary>An order to be paid. Repeated it makes another one, which nobody pays.</summary>
    Task<Result<GatewayOrder>> CreateOrderAsync(string receipt, Money amount, CancellationToken cancellationToken);

    /// <summary>The notice in a webhook's body, or <c>wallet.webhook_refused</c> when the signature is not the gateway's or nothing can be read.</summary>
    Result<GatewayNotice> ReadWebhook(ReadOnlySpan<byte> body, string? signature, string? eventId);

    /// <summary>All payments of an order, captured or not.</summary>
    Task<Result<IReadOnlyList<GatewayPayment>>> PaymentsOfOrderAsync(string orderId, CancellationToken cancellationToken);

    Task<Result<GatewayRefund>> RefundAsync(string paymentId, Money amount, string key, CancellationToken cancellationToken);

    Task<Result<GatewayRefund>> FindRefundAsync(string refundId, CancellationToken cancellationToken);

    Task<Result<GatewayPayout>> PayAsync(PayoutOrder payout, CancellationToken cancellationToken);

    Task<Result<GatewayPayout>> FindPayoutAsync(string payoutId, CancellationToken cancellationToken);
}

/// <summary>An order at the gateway.</summary>
/// <param name="Id">The gateway's id.</param>
/// <param name="CheckoutUrl">A page to pay at, where the gateway has one; its script takes the order's id otherwise.</param>
internal sealed record GatewayOrder(string Id, string? CheckoutUrl);

internal sealed record GatewayPayment(string Id, GatewayState State, Money Amount, string Currency, string? Failure);

internal sealed record GatewayRefund(string Id, GatewayState State, string? Failure);

internal sealed record GatewayPayout(string Id, GatewayState State, string? Utr, string? Failure);

internal enum GatewayState
{
    Open,
    Succeeded,
    Failed,
}

/// <summary>What is to be paid to whom.</summary>
/// <param name="Key">The same at every repetition: 4 to 36 letters, digits and hyphens.</param>
/// <param name="Amount">What arrives.</param>
/// <param name="UserId">Whom the gateway knows as a contact.</param>
/// <param name="HolderName">Name of the account's holder.</param>
/// <param name="Vpa">UPI address, or null for a bank account.</param>
/// <param name="AccountNumber">Bank account, or null.</param>
/// <param name="Ifsc">Its branch, or null.</param>
internal sealed record PayoutOrder(string Key, Money Amount, long UserId, string HolderName, string? Vpa, string? AccountNumber, string? Ifsc);

/// <summary>What a webhook tells: facts to act upon, nothing personal.</summary>
/// <param name="EventId">The gateway's id of the event.</param>
/// <param name="Name">The gateway's name for it, e.g. <c>payment.captured</c>.</param>
/// <param name="At">When it happened, by the gateway's clock.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="State">What became of it.</param>
/// <param name="Id">Payment, refund or payout.</param>
/// <param name="OrderId">The order of a payment.</param>
/// <param name="Key">Our key of a payout.</param>
/// <param name="Paise">Amount of a payment.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Utr">The bank's number of a payout.</param>
/// <param name="Failure">Why it failed.</param>
internal sealed record GatewayNotice(
    string EventId, string Name, DateTimeOffset At, GatewaySubject Subject, GatewayState State,
    string? Id = null, string? OrderId = null, string? Key = null, long? Paise = null, string? Currency = null, string? Utr = null, string? Failure = null);

internal enum GatewaySubject
{
    /// <summary>Nothing we act upon.</summary>
    Other,
    Payment,
    Refund,
    Payout,
}
