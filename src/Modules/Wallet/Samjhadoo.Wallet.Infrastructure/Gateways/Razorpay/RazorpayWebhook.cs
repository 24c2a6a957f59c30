using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Infrastructure.Gateways.Razorpay;

/// <summary>
/// Razorpay's webhooks: HMAC-SHA256 over the raw body, as lower-case hex in <c>X-Razorpay-Signature</c>; the event's id in
/// <c>X-Razorpay-Event-Id</c>. The sandbox gateway speaks the same.
/// </summary>
internal static class RazorpayWebhook
{
    public const string SignatureHeader = "X-Razorpay-Signature";
    public const string EventIdHeader = "X-Razorpay-Event-Id";

    private const int LongestEventId = 100;

    public static string Sign(ReadOnlySpan<byte> body, string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>Any of the secrets will do: what was sent under the old one is repeated under the old one.</summary>
    public static Result<GatewayNotice> Read(ReadOnlySpan<byte> body, string? signature, string? eventId, IEnumerable<string> secrets)
    {
        if (!IsSigned(body, signature, secrets) || eventId is { Length: 0 or > LongestEventId } || eventId?.Any(character => character is < '!' or > '~') == true)
            return PaymentErrors.WebhookRefused;
        try
        {
            return JsonSerializer.Deserialize<RazorpayEvent>(body, RazorpayJson.Options) is { } message
                ? NoticeOf(message, eventId ?? Convert.ToHexStringLower(SHA256.HashData(body)))
                : PaymentErrors.WebhookRefused;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentOutOfRangeException)
        {
            return PaymentErrors.WebhookRefused;
        }
    }

    private static bool IsSigned(ReadOnlySpan<byte> body, string? signature, IEnumerable<string> secrets)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signature?.Length != 2 * given.Length || Convert.FromHexString(signature, given, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        var isSigned = false;
        foreach (var secret in secrets)
            isSigned |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body), given);
        return isSigned;
    }

    private static GatewayNotice NoticeOf(RazorpayEvent message, string eventId)
    {
        var notice = new GatewayNotice(
            eventId, Shorten(message.Event, 60), DateTimeOffset.FromUnixTimeSeconds(message.CreatedAt), GatewaySubject.Other, GatewayState.Open);
        return (message.Event, message.Payload) switch
        {
            ("payment.captured" or "order.paid", { Payment.Entity: { OrderId: not null } payment }) => Of(payment, GatewayState.Succeeded),
            ("payment.failed", { Payment.Entity: { OrderId: not null } payment }) => Of(payment, GatewayState.Failed),
            ("refund.processed", { Refund.Entity: { } refund }) => notice with { Subject = GatewaySubject.Refund, State = GatewayState.Succeeded, Id = refund.Id },
            ("refund.failed", { Refund.Entity: { } refund }) =>
                notice with { Subject = GatewaySubject.Refund, State = GatewayState.Failed, Id = refund.Id, Failure = "failed" },
            ("payout.processed", { Payout.Entity: { } payout }) => OfPayout(payout, GatewayState.Succeeded),
            ("payout.failed" or "payout.reversed" or "payout.rejected" or "payout.cancelled", { Payout.Entity: { } payout }) => OfPayout(payout, GatewayState.Failed),
            _ => notice,
        };

        GatewayNotice Of(RazorpayPayment payment, GatewayState state) => notice with
        {
            Subject = GatewaySubject.Payment,
            State = state,
            Id = payment.Id,
            OrderId = payment.OrderId,
            Paise = payment.Amount,
            Currency = payment.Currency,
            Failure = payment.Failure,
        };

        GatewayNotice OfPayout(RazorpayPayout payout, GatewayState state) => notice with
        {
            Subject = GatewaySubject.Payout,
            State = state,
            Id = payout.Id,
            Key = payout.ReferenceId,
            Utr = payout.Utr,
            Failure = state == GatewayState.Failed ? payout.Failure : null,
        };
    }

    private static string Shorten(string text, int length) => text.Length <= length ? text : text[..length];
}
