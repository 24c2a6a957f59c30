using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Samjhadoo.Wallet.Tests.Gateways;

internal enum Trouble
{
    None,

    /// <summary>Connections break.</summary>
    Down,

    /// <summary>Answers never come.</summary>
    Slow,

    /// <summary>It does what is asked and the answer is lost.</summary>
    LostAnswers,

    TooMany,
    ServerError,

    /// <summary>A proxy's page with status 200.</summary>
    Page,
}

/// <summary>
/// Razorpay as its documentation describes it, in a small web server: every request is checked for credentials, headers, members and
/// types, and what is not as documented is written down in <see cref="Violations"/>.
/// </summary>
internal sealed partial class RazorpayDouble : IAsyncDisposable
{
    public const string KeyId = "rzp_test_key";
    public const string KeySecret = "key-secret";
    public const string AccountNumber = "7878780080316316";

    private readonly ConcurrentDictionary<string, (string Body, JsonObject Answer)> _byKey = new();
    private readonly WebApplication _app;
    private int _number;
    private int _calls;

    private RazorpayDouble()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(AnswerAsync);
    }

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public Trouble Trouble { get; set; }

    public int Calls => _calls;

    public ConcurrentBag<string> Violations { get; } = [];

    public ConcurrentDictionary<string, JsonObject> Orders { get; } = new();

    /// <summary>Payments by order.</summary>
    public ConcurrentDictionary<string, JsonArray> Payments { get; } = new();

    public ConcurrentDictionary<string, JsonObject> Refunds { get; } = new();

    public ConcurrentDictionary<string, JsonObject> Payouts { get; } = new();

    public ConcurrentDictionary<string, JsonObject> FundAccounts { get; } = new();

    public static async Task<RazorpayDouble> StartAsync()
    {
        var started = new RazorpayDouble();
        await started._app.StartAsync();
        return started;
    }

    /// <summary>Somebody pays the order; no webhook is sent.</summary>
    public string Pay(string orderId, string status = "captured")
    {
        var id = NewId("pay");
        var order = Orders[orderId];
        Payments[orderId] =
        [
            .. (Payments.GetValueOrDefault(orderId) ?? []).Select(payment => payment!.DeepClone()),
            new JsonObject
            {
                ["id"] = id, ["entity"] = "payment", ["amount"] = order["amount"]!.GetValue<long>(), ["currency"] = "INR", ["status"] = status,
                ["order_id"] = orderId, ["method"] = "upi", ["email"] = "asha@example.in", ["error_code"] = null, ["created_at"] = 1567674797,
            },
        ];
        return id;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _calls);
        switch (Trouble)
        {
            case Trouble.Down:
                context.Abort();
                return;
            case Trouble.Slow:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            case Trouble.TooMany:
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "1";
                return;
            case Trouble.ServerError:
                await WriteAsync(context, 500, Problem("SERVER_ERROR", "We are facing some trouble completing your request at the moment."));
                return;
            case Trouble.Page:
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<html>Please log in to the WiFi</html>");
                return;
        }

        var (status, answer) = await HandleAsync(context.Request);
        if (Trouble == Trouble.LostAnswers)
            context.Abort();
        else
            await WriteAsync(context, status, answer);
    }

    private async Task<(int Status, JsonObject Answer)> HandleAsync(HttpRequest request)
    {
        if (request.Headers.Authorization != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{KeyId}:{KeySecret}"))}")
            return Violation(request, "credentials", 401);
        JsonObject? body = null;
        if (HttpMethods.IsPost(request.Method))
        {
            if (request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
                return Violation(request, "content type");
            using var reader = new StreamReader(request.Body);
            body = JsonNode.Parse(await reader.ReadToEndAsync())!.AsObject();
        }

        var path = request.Path.Value!;
        return (request.Method, path) switch
        {
            ("POST", "/v1/orders") => Order(request, body!),
            ("GET", _) when OrderPayments().Match(path) is { Success: true } match => Found(new JsonObject
            {
                ["entity"] = "collection",
                ["count"] = Payments.GetValueOrDefault(match.Groups[1].Value)?.Count ?? 0,
                ["items"] = Payments.GetValueOrDefault(match.Groups[1].Value)?.DeepClone() ?? new JsonArray(),
            }),
            ("POST", _) when PaymentRefund().Match(path) is { Success: true } match => Refund(request, match.Groups[1].Value, body!),
            ("GET", _) when path.StartsWith("/v1/refunds/", StringComparison.Ordinal) => Find(Refunds, path),
            ("POST", "/v1/contacts") => Contact(request, body!),
            ("POST", "/v1/fund_accounts") => FundAccount(request, body!),
            ("POST", "/v1/payouts") => Payout(request, body!),
            ("GET", _) when path.StartsWith("/v1/payouts/", StringComparison.Ordinal) => Find(Payouts, path),
            _ => Violation(request, "address", 404),
        };
    }

    private (int, JsonObject) Order(HttpRequest request, JsonObject body)
    {
        if (Wrong(body, ("amount", Paise), ("currency", Is("INR")), ("receipt", Text(40)), ("payment_capture", IsTrue)) is { } wrong)
            return Violation(request, wrong);
        var id = NewId("order");
        return Found(Orders[id] = new JsonObject
        {
            ["id"] = id, ["entity"] = "order", ["amount"] = body["amount"]!.DeepClone(), ["amount_paid"] = 0, ["currency"] = "INR",
            ["receipt"] = body["receipt"]!.DeepClone(), ["status"] = "created", ["attempts"] = 0, ["notes"] = new JsonArray(), ["created_at"] = 1582628071,
        });
    }

    private (int, JsonObject) Refund(HttpRequest request, string paymentId, JsonObject body)
    {
        if (Wrong(body, ("amount", Paise), ("speed", Is("normal")), ("receipt", Text(40))) is { } wrong)
            return Violation(request, wrong);
        return Keyed(request, "X-Refund-Idempotency", RefundKey(), body, () =>
        {
            var payment = Payments.Values.SelectMany(list => list).FirstOrDefault(one => one!["id"]!.GetValue<string>() == paymentId);
            var refunded = Refunds.Values.Where(one => one["payment_id"]!.GetValue<string>() == paymentId).Sum(one => one["amount"]!.GetValue<long>());
            if (payment is null || refunded + body["amount"]!.GetValue<long>() > payment["amount"]!.GetValue<long>())
                return (400, Problem("BAD_REQUEST_ERROR", "The total refund amount is greater than the refund payment amount"));
            var id = NewId("rfnd");
            return Found(Refunds[id] = new JsonObject
            {
                ["id"] = id, ["entity"] = "refund", ["amount"] = body["amount"]!.DeepClone(), ["currency"] = "INR", ["payment_id"] = paymentId,
                ["receipt"] = body["receipt"]!.DeepClone(), ["status"] = "pending", ["speed_processed"] = "normal", ["created_at"] = 1597078866,
            });
        });
    }

    private (int, JsonObject) Contact(HttpRequest request, JsonObject body) =>
        Wrong(body, ("name", Text(50)), ("type", Is("vendor")), ("reference_id", Text(40))) is { } wrong
            ? Violation(request, wrong)
            : Found(new JsonObject { ["id"] = $"cont_{body["reference_id"]}", ["entity"] = "contact", ["active"] = true });

    private (int, JsonObject) FundAccount(HttpRequest request, JsonObject body)
    {
        var wrong = body["account_type"]?.GetValue<string>() switch
        {
            "vpa" => Wrong(body, ("contact_id", Text(40)), ("account_type", _ => true), ("vpa", node => Wrong(node!.AsObject(), ("address", Text(100))) is null)),
            "bank_account" => Wrong(
                body, ("contact_id", Text(40)), ("account_type", _ => true),
                ("bank_account", node => Wrong(node!.AsObject(), ("name", Text(120)), ("ifsc", Text(11)), ("account_number", Text(35))) is null)),
            _ => "account_type",
        };
        if (wrong is not null)
            return Violation(request, wrong);
        var id = FundAccounts.FirstOrDefault(pair => JsonNode.DeepEquals(pair.Value, body)).Key ?? NewId("fa");
        FundAccounts[id] = body;
        return Found(new JsonObject { ["id"] = id, ["entity"] = "fund_account", ["active"] = true });
    }

    private (int, JsonObject) Payout(HttpRequest request, JsonObject body)
    {
        if (Wrong(
            body, ("account_number", Is(AccountNumber)), ("fund_account_id", node => FundAccounts.ContainsKey(node!.GetValue<string>())), ("amount", Paise),
            ("currency", Is("INR")), ("mode", node => node!.GetValue<string>() is "UPI" or "IMPS" or "NEFT"), ("purpose", Is("payout")),
            ("queue_if_low_balance", IsTrue), ("reference_id", Text(40)), ("narration", node => Narration().IsMatch(node!.GetValue<string>()))) is { } wrong)
            return Violation(request, wrong);
        return Keyed(request, "X-Payout-Idempotency", PayoutKey(), body, () =>
        {
            if (FundAccounts[body["fund_account_id"]!.GetValue<string>()]["vpa"]?["address"]?.GetValue<string>() == "nobody@upi")
                return (400, Problem("BAD_REQUEST_ERROR", "The VPA is not valid."));
            var id = NewId("pout");
            return Found(Payouts[id] = new JsonObject
            {
                ["id"] = id, ["entity"] = "payout", ["fund_account_id"] = body["fund_account_id"]!.DeepClone(), ["amount"] = body["amount"]!.DeepClone(),
                ["currency"] = "INR", ["status"] = "processing", ["utr"] = null, ["mode"] = body["mode"]!.DeepClone(),
                ["reference_id"] = body["reference_id"]!.DeepClone(), ["status_details"] = null, ["created_at"] = 1545383037,
            });
        });
    }

    // The same key with another body is refused, as the documentation says.
    private (int, JsonObject) Keyed(HttpRequest request, string header, Regex form, JsonObject body, Func<(int, JsonObject)> act)
    {
        var key = request.Headers[header].ToString();
        if (!form.IsMatch(key))
            return Violation(request, header);
        if (_byKey.TryGetValue(key, out var known))
            return known.Body == body.ToJsonString() ? (200, known.Answer) : Violation(request, $"{header} used with another body");
        var (status, answer) = act();
        if (status == 200)
            _byKey[key] = (body.ToJsonString(), answer);
        return (status, answer);
    }

    private static (int, JsonObject) Find(ConcurrentDictionary<string, JsonObject> all, string path) =>
        all.TryGetValue(path.Split('/')[^1], out var found) ? (200, found) : (404, Problem("BAD_REQUEST_ERROR", "The id provided does not exist"));

    private static (int, JsonObject) Found(JsonObject answer) => (200, answer);

    private (int, JsonObject) Violation(HttpRequest request, string what, int status = 400)
    {
        Violations.Add($"{request.Method} {request.Path}: {what}");
        return (status, Problem("BAD_REQUEST_ERROR", what));
    }

    private static JsonObject Problem(string code, string description) => new()
    {
        ["error"] = new JsonObject
        {
            ["code"] = code, ["description"] = description, ["source"] = "business", ["step"] = "payment_initiation", ["reason"] = "input_validation_failed",
            ["metadata"] = new JsonObject(), ["field"] = "amount",
        },
    };

    private static Task WriteAsync(HttpContext context, int status, JsonObject answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString());
    }

    private string NewId(string kind) => $"{kind}_{Interlocked.Increment(ref _number):D14}";

    // Each member and nothing else.
    private static string? Wrong(JsonObject body, params (string Name, Func<JsonNode?, bool> IsRight)[] members)
    {
        if (body.Select(pair => pair.Key).Except(members.Select(member => member.Name)).FirstOrDefault() is { } unknown)
            return $"{unknown} is not documented";
        return members.FirstOrDefault(member => !body.TryGetPropertyValue(member.Name, out var value) || !member.IsRight(value)).Name;
    }

    private static bool Paise(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue<long>(out var paise) && paise >= 100;

    private static bool IsTrue(JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;

    private static Func<JsonNode?, bool> Is(string text) => node => node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>() == text;

    private static Func<JsonNode?, bool> Text(int longest) => node => node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>().Length is var length && length > 0 && length <= longest;

    [GeneratedRegex("^/v1/orders/(order_[0-9A-Za-z]{14})/payments$")]
    private static partial Regex OrderPayments();

    [GeneratedRegex("^/v1/payments/(pay_[0-9A-Za-z]{14})/refund$")]
    private static partial Regex PaymentRefund();

    [GeneratedRegex("^[A-Za-z0-9_-]{10,}$")]
    private static partial Regex RefundKey();

    [GeneratedRegex("^[A-Za-z0-9_ -]{4,36}$")]
    private static partial Regex PayoutKey();

    [GeneratedRegex("^[A-Za-z0-9 ]{1,30}$")]
    private static partial Regex Narration();
}
