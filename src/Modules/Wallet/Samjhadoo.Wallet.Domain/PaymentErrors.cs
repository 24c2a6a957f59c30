using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Domain;

/// <summary>Refusals about money that comes in and goes out through a payment gateway.</summary>
internal static class PaymentErrors
{
    public static readonly Error TopUpNotFound = new("wallet.top_up_not_found", ErrorKind.NotFound);
    public static readonly Error TopUpAmount = new("wallet.top_up_amount", ErrorKind.Rule);

    /// <summary>The gateway is away or too slow; nothing is known to have happened there.</summary>
    public static readonly Error GatewayUnavailable = new("wallet.gateway_unavailable", ErrorKind.Unavailable) { RetryAfter = TimeSpan.FromSeconds(15) };

    /// <summary>The gateway said no, for good.</summary>
    public static readonly Error GatewayRefused = new("wallet.gateway_refused", ErrorKind.Rule);

    public static readonly Error GatewayUnknown = new("wallet.gateway_unknown", ErrorKind.NotFound);
    public static readonly Error WebhookRefused = new("wallet.webhook_refused", ErrorKind.Invalid);

    public static readonly Error NotRefundable = new("wallet.not_refundable", ErrorKind.Conflict);
    public static readonly Error RefundTooHigh = new("wallet.refund_too_high", ErrorKind.Rule);
    public static readonly Error RefundNotFound = new("wallet.refund_not_found", ErrorKind.NotFound);
    public static readonly Error RefundNotRetryable = new("wallet.refund_not_retryable", ErrorKind.Conflict);

    public static readonly Error PayoutMethodNotFound = new("wallet.payout_method_not_found", ErrorKind.NotFound);
    public static readonly Error PayoutMethodInUse = new("wallet.payout_method_in_use", ErrorKind.Conflict);
    public static readonly Error TooManyPayoutMethods = new("wallet.too_many_payout_methods", ErrorKind.Rule);
    public static readonly Error PayoutNotFound = new("wallet.payout_not_found", ErrorKind.NotFound);
    public static readonly Error PayoutAmount = new("wallet.payout_amount", ErrorKind.Rule);
    public static readonly Error PayoutDecided = new("wallet.payout_decided", ErrorKind.Conflict);
    public static readonly Error PayoutApprovedBefore = new("wallet.payout_approved_before", ErrorKind.Conflict);
    public static readonly Error OwnPayout = new("wallet.own_payout", ErrorKind.Rule);
    public static readonly Error UserUnknown = new("wallet.user_unknown", ErrorKind.NotFound);
    public static readonly Error KycRequired = new("wallet.kyc_required", ErrorKind.Rule);
}
