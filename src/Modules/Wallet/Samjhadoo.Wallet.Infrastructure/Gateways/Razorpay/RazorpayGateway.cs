using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Polly;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Infrastructure.Gateways.Razorpay;

/// <summary>
/// Razorpay's public API: orders, payments, refunds; RazorpayX's contacts, fund accounts and payouts. What moves money carries
/// Razorpay's own idempotency headers, so that a repeated call has one effect.
/// </summary>
internal sealed partial class RazorpayGateway(IHttpClientFactory clients, RazorpayOptions options, ILogger<RazorpayGateway> logger) : IPaymentGateway
{
    public const string GatewayName = "razorpay";

    // A bank transfer at any hour; above it only in the bank's own hours.
    private static readonly Money ImpsLimit = Money.Rupees(500_000);

    public string Name => GatewayName;

    public string? PublicKey => options.KeyId;

    public bool CanPayOut => options.AccountNumber is not null;

    public async Task<Result<GatewayOrder>> CreateOrderAsync(string receipt, Money amount, CancellationToken cancellationToken)
    {
        var order = await PostAsync<RazorpayOrder>(
            "/v1/orders", new { Amount = amount.Paise, Currency = Money.Currency, Receipt = receipt, PaymentCapture = true }, null, cancellationToken);
        return order.Map(made => new GatewayOrder(made.Id, CheckoutUrl: null));
    }

    public Result<GatewayNotice> ReadWebhook(ReadOnlySpan<byte> body, string? signature, string? eventId) =>
        RazorpayWebhook.Read(body, signature, eventId, options.WebhookSecrets);

    public async Task<Result<IReadOnlyList<GatewayPayment>>> PaymentsOfOrderAsync(string orderId, CancellationToken cancellationToken)
    {
        var payments = await SendAsync<RazorpayList<RazorpayPayment>>(HttpMethod.Get, $"/v1/orders/{Uri.EscapeDataString(orderId)}/payments", null, null, cancellationToken);
        return payments.Map<IReadOnlyList<GatewayPayment>>(list => [.. list.Items.Select(payment => payment.ToPayment())]);
    }

    public async Task<Result<GatewayRefund>> RefundAsync(string paymentId, Money amount, string key, CancellationToken cancellationToken)
    {
        var refund = await PostAsync<RazorpayRefund>(
            $"/v1/payments/{Uri.EscapeDataString(paymentId)}/refund",
            new { Amount = amount.Paise, Speed = "normal", Receipt = key },
            ("X-Refund-Idempotency", key),
            cancellationToken);
        return refund.Map(made => made.ToRefund());
    }

    public async Task<Result<GatewayRefund>> FindRefundAsync(string refundId, CancellationToken cancellationToken)
    {
        var refund = await SendAsync<RazorpayRefund>(HttpMethod.Get, $"/v1/refunds/{Uri.EscapeDataString(refundId)}", null, null, cancellationToken);
        return refund.Map(found => found.ToRefund());
    }

    public async Task<Result<GatewayPayout>> PayAsync(PayoutOrder payout, CancellationToken cancellationToken)
    {
        // Both calls find what an earlier one with the same details has made.
        var contact = await PostAsync<RazorpayId>(
            "/v1/contacts", new { Name = payout.HolderName, Type = "vendor", ReferenceId = $"user-{payout.UserId}" }, null, cancellationToken);
        if (contact.IsFailure)
            return contact.Error;
        var account = await PostAsync<RazorpayId>("/v1/fund_accounts", AccountOf(payout, contact.Value.Id), null, cancellationToken);
        if (account.IsFailure)
            return account.Error;
        var made = await PostAsync<RazorpayPayout>(
            "/v1/payouts",
            new
            {
                options.AccountNumber,
                FundAccountId = account.Value.Id,
                Amount = payout.Amount.Paise,
                Currency = Money.Currency,
                Mode = payout.Vpa is not null ? "UPI" : payout.Amount <= ImpsLimit ? "IMPS" : "NEFT",
                Purpose = "payout",
                QueueIfLowBalance = true,
                ReferenceId = payout.Key,
                Narration = "Samjhadoo payout",
            },
            ("X-Payout-Idempotency", payout.Key),
            cancellationToken);
        return made.Map(answer => answer.ToPayout());
    }

    public async Task<Result<GatewayPayout>> FindPayoutAsync(string payoutId, CancellationToken cancellationToken)
    {
        var payout = await SendAsync<RazorpayPayout>(HttpMethod.Get, $"/v1/payouts/{Uri.EscapeDataString(payoutId)}", null, null, cancellationToken);
        return payout.Map(found => found.ToPayout());
    }

    private static object AccountOf(PayoutOrder payout, string contactId) => payout.Vpa is { } vpa
        ? new { ContactId = contactId, AccountType = "vpa", Vpa = new { Address = vpa } }
        : new { ContactId = contactId, AccountType = "bank_account", BankAccount = new { Name = payout.HolderName, payout.Ifsc, payout.AccountNumber } };

    private Task<Result<T>> PostAsync<T>(string path, object body, (string Name, string Value)? key, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(HttpMethod.Post, path, body, key, cancellationToken);

    private async Task<Result<T>> SendAsync<T>(
        HttpMethod method, string path, object? body, (string Name, string Value)? key, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var client = clients.CreateClient(GatewayName);
            using var request = new HttpRequestMessage(method, path);
            if (body is not null)
                request.Content = JsonContent.Create(body, body.GetType(), mediaType: null, RazorpayJson.Options);
            if (key is { } header)
                request.Headers.Add(header.Name, header.Value);
            using var response = await client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadFromJsonAsync<T>(RazorpayJson.Options, cancellationToken))!
                : await ErrorOfAsync(response, method, path, cancellationToken);
        }
        catch (Exception exception) when (
            exception is HttpRequestException or ExecutionRejectedException or IOException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            NoAnswer(method, TemplateOf(path), exception.GetType().Name);
            return PaymentErrors.GatewayUnavailable;
        }
    }

    // Only what is certain counts as a no: with a key in use, too many requests or bad credentials nothing is known.
    private async Task<Error> ErrorOfAsync(HttpResponseMessage response, HttpMethod method, string path, CancellationToken cancellationToken)
    {
        RazorpayError? error = null;
        try
        {
            error = (await response.Content.ReadFromJsonAsync<RazorpayProblem>(RazorpayJson.Options, cancellationToken))?.Error;
        }
        catch (JsonException)
        {
            // A proxy's page; the status says enough.
        }

        // Not the description: it may name what the payee typed.
        Refused(method, TemplateOf(path), (int)response.StatusCode, error?.Code, error?.Field, error?.Reason);
        return response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity
            ? PaymentErrors.GatewayRefused
            : PaymentErrors.GatewayUnavailable;
    }

    private static string TemplateOf(string path) => string.Join('/', path.Split('/').Select(part => part.Contains('_') && part.Length > 14 ? "{id}" : part));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Razorpay did not answer {Method} {Path}: {Reason}")]
    private partial void NoAnswer(HttpMethod method, string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Razorpay answered {Method} {Path} with {Status} {Code} {Field} {Reason}")]
    private partial void Refused(HttpMethod method, string path, int status, string? code, string? field, string? reason);
}
