using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Samjhadoo.Wallet.Infrastructure.Gateways.Razorpay;

namespace Samjhadoo.Wallet.Tests.Gateways;

/// <summary>What tests of payments do over and over.</summary>
internal static class Till
{
    /// <summary>Of the sandbox, as in its options.</summary>
    public const string Secret = "sandbox-webhook-secret";

    public static async Task<Answer> SendToAsync(this Person person, string path, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1{path}");
        if (body is not null)
            request.Content = body is string text ? new StringContent(text, Encoding.UTF8, "application/json") : JsonContent.Create(body);
        if (key != "")
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        using var response = await person.Client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public static async Task<Order> TopUpAsync(this Person person, decimal amount)
    {
        var answer = await person.SendToAsync("/wallet/top-ups", new { amount });
        answer.Status.Should().Be(201, answer.Text);
        return new Order(answer.Json.GetProperty("id").GetInt64(), answer.Json.GetProperty("checkout").GetProperty("orderId").GetString()!, amount);
    }

    /// <summary>A top-up that is paid.</summary>
    public static async Task<Order> PaidTopUpAsync(this Person person, decimal amount)
    {
        var order = await person.TopUpAsync(amount);
        (await ClickAsync(order, "pay")).Should().Contain("captured");
        (await person.StatusAsync(order)).Should().Be("PAID");
        return order;
    }

    /// <summary>What the person clicks on the checkout page, and the page that comes back.</summary>
    public static async Task<string> ClickAsync(Order order, string button)
    {
        using var client = Bank.Host.Client();
        using var page = await client.PostAsync($"/api/v1/sandbox/checkout/{order.OrderId}/{button}", null);
        page.IsSuccessStatusCode.Should().BeTrue();
        return await page.Content.ReadAsStringAsync();
    }

    public static async Task<JsonElement> TopUpOfAsync(this Person person, Order order) => (await person.GetAsync($"/api/v1/wallet/top-ups/{order.Id}")).Json;

    public static async Task<string> StatusAsync(this Person person, Order order) => (await person.TopUpOfAsync(order)).GetProperty("status").GetString()!;

    /// <summary>A payment's webhook as Razorpay writes it.</summary>
    public static string PaymentEvent(string name, string orderId, string paymentId, decimal amount, DateTimeOffset? at = null, string currency = "INR") =>
        $$"""
        {
          "entity": "event", "account_id": "acc_BFQ7uQEaa7j2z7", "event": "{{name}}", "contains": ["payment"],
          "payload": {
            "payment": {
              "entity": {
                "id": "{{paymentId}}", "entity": "payment", "amount": {{(long)(amount * 100)}}, "currency": "{{currency}}",
                "status": "{{(name == "payment.failed" ? "failed" : "captured")}}", "order_id": "{{orderId}}", "method": "upi",
                "email": "asha@example.in", "contact": "+919999999999", "notes": [], "fee": 1000, "tax": 0,
                "error_code": {{(name == "payment.failed" ? "\"BAD_REQUEST_ERROR\"" : "null")}},
                "error_reason": {{(name == "payment.failed" ? "\"payment_timed_out\"" : "null")}}, "created_at": 1567674797
              }
            }
          },
          "created_at": {{(at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds()}}
        }
        """;

    /// <summary>Sends a webhook, signed unless told otherwise.</summary>
    public static Task<Answer> WebhookAsync(string body, string? eventId = null, string? signature = null, string secret = Secret) =>
        WebhookAsync(Bank.Host.Url, "sandbox", body, eventId, signature, secret);

    public static async Task<Answer> WebhookAsync(Uri host, string gateway, string body, string? eventId, string? signature, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var client = new HttpClient { BaseAddress = host };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/webhooks/payments/{gateway}") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Razorpay-Signature", signature ?? RazorpayWebhook.Sign(bytes, secret));
        request.Headers.Add("X-Razorpay-Event-Id", eventId ?? NewId("evt"));
        using var response = await client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public static string NewId(string kind) => $"{kind}_{Guid.NewGuid().ToString("N")[..14]}";

    public static Task<T> RefundOfAsync<T>(Order order, string column) =>
        Bank.ReadAsync<T>($"select {column} from refunds where top_up_id = @Id order by id limit 1", new { order.Id });
}

/// <summary>A top-up and its order at the gateway.</summary>
internal sealed record Order(long Id, string OrderId, decimal Amount);
