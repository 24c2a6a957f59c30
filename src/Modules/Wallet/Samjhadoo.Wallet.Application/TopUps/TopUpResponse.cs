using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Domain.TopUps;

namespace Samjhadoo.Wallet.Application.TopUps;

/// <summary>A top-up as its owner sees it.</summary>
/// <param name="Checkout">Where it is paid; null until the gateway has an order.</param>
/// <param name="LastFailure">Why the last attempt to pay failed, as the gateway calls it.</param>
/// <param name="Refunded">What has gone, or is going, back to the payer.</param>
/// <param name="TransactionId">The movement in the wallet.</param>
internal sealed record TopUpResponse(
    long Id,
    TopUpStatus Status,
    Money Amount,
    string Currency,
    CheckoutResponse? Checkout,
    string? LastFailure,
    Money Refunded,
    long? TransactionId,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? PaidAt)
{
    public static TopUpResponse Of(TopUpRow row, PaymentGateways gateways) => new(
        row.Id, row.Status, row.Amount, Money.Currency,
        row.OrderId is null ? null : new(row.Gateway, row.OrderId, row.CheckoutUrl, gateways.Find(row.Gateway)?.PublicKey),
        row.LastFailure, row.Refunded, row.TransactionId, row.CreatedAt, row.ExpiresAt, row.PaidAt);
}

/// <summary>Where a top-up is paid.</summary>
/// <param name="Gateway">The payment gateway.</param>
/// <param name="OrderId">The order, for the gateway's script.</param>
/// <param name="Url">A page to open, relative to this API's address, or null where the gateway's script shows one.</param>
/// <param name="PublicKey">What the gateway's script is started with, or null where there is a page.</param>
internal sealed record CheckoutResponse(string Gateway, string OrderId, string? Url, string? PublicKey);

/// <summary>A row of <c>top_ups</c> as queries read it.</summary>
internal sealed record TopUpRow(
    long Id, TopUpStatus Status, Money Amount, string Gateway, string? OrderId, string? CheckoutUrl, string? LastFailure, Money Refunded,
    long? TransactionId, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? PaidAt)
{
    public const string Columns =
        "id, status, amount, gateway, order_id, checkout_url, last_failure, refunded, transaction_id, created_at, expires_at, paid_at";
}
