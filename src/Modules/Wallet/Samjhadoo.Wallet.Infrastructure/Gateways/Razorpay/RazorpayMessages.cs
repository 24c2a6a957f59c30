using System.Text.Json;
using System.Text.Json.Serialization;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;

namespace Samjhadoo.Wallet.Infrastructure.Gateways.Razorpay;

/// <summary>Razorpay's JSON: snake case, amounts in paise as integers, members we don't know ignored.</summary>
internal static class RazorpayJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        MaxDepth = 16,
    };
}

internal sealed record RazorpayEvent(string Event, long CreatedAt, RazorpayPayload Payload);

internal sealed record RazorpayPayload(
    RazorpayEntity<RazorpayPayment>? Payment = null, RazorpayEntity<RazorpayRefund>? Refund = null, RazorpayEntity<RazorpayPayout>? Payout = null);

internal sealed record RazorpayEntity<T>(T Entity);

internal sealed record RazorpayList<T>(IReadOnlyList<T> Items);

internal sealed record RazorpayOrder(string Id);

internal sealed record RazorpayId(string Id);

internal sealed record RazorpayPayment(
    string Id, long Amount, string Currency, string Status, string? OrderId = null, long AmountRefunded = 0, string? ErrorCode = null, string? ErrorReason = null)
{
    public string? Failure => Reason.Of(string.IsNullOrEmpty(ErrorReason) ? ErrorCode : ErrorReason);

    // Authorized is not ours yet, and what somebody has given back at the gateway is not ours any more.
    public GatewayPayment ToPayment() => new(
        Id,
        Status switch { "captured" when AmountRefunded == 0 => GatewayState.Succeeded, "failed" => GatewayState.Failed, _ => GatewayState.Open },
        Money.FromPaise(Amount),
        Currency,
        Failure);
}

internal sealed record RazorpayRefund(string Id, string? Status = null)
{
    public GatewayRefund ToRefund() => new(
        Id,
        Status switch { "processed" => GatewayState.Succeeded, "failed" => GatewayState.Failed, _ => GatewayState.Open },
        Status == "failed" ? "failed" : null);
}

internal sealed record RazorpayPayout(
    string Id, string? Status = null, string? ReferenceId = null, string? Utr = null, RazorpayStatusDetails? StatusDetails = null, string? FailureReason = null)
{
    public string Failure => Reason.Of(StatusDetails?.Reason ?? FailureReason ?? Status) ?? "failed";

    public GatewayPayout ToPayout()
    {
        var state = Status switch
        {
            "processed" => GatewayState.Succeeded,
            "rejected" or "cancelled" or "reversed" or "failed" => GatewayState.Failed,
            _ => GatewayState.Open,
        };
        return new(Id, state, Utr, state == GatewayState.Failed ? Failure : null);
    }
}

internal sealed record RazorpayStatusDetails(string? Reason = null);

/// <summary>Why something failed, as the gateway calls it: a code, or a sentence that we keep the beginning of.</summary>
internal static class Reason
{
    private const int Longest = 200;

    public static string? Of(string? reason) => reason?.Length > Longest ? reason[..Longest] : reason;
}

internal sealed record RazorpayProblem(RazorpayError? Error = null);

internal sealed record RazorpayError(string? Code = null, string? Field = null, string? Reason = null);
