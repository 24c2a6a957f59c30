using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;

namespace Samjhadoo.Wallet.Infrastructure.Gateways.Sandbox;

/// <summary>The sandbox's checkout page: plain HTML and forms, no script, so that it works under the strictest policy.</summary>
internal static class SandboxCheckout
{
    public static readonly Error OrderNotFound = new("wallet.sandbox_order_not_found", ErrorKind.NotFound);

    private const string Route = "/sandbox/checkout/{orderId}";

    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem;color:#222}" +
        "form{display:inline}button{font:inherit;padding:.5rem 1rem;margin:.25rem 0}table{border-collapse:collapse}td,th{text-align:left;padding:.2rem 1rem .2rem 0}" +
        ".sum{font-size:2rem;font-weight:600}.note{color:#555}";

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; frame-ancestors 'none'";

    private static readonly (SandboxAct Act, string Path, string Label)[] Acts =
    [
        (SandboxAct.Pay, "pay", "Pay"),
        (SandboxAct.Fail, "fail", "Let the payment fail"),
        (SandboxAct.PayTwice, "pay-twice", "Pay twice"),
        (SandboxAct.PayLate, "pay-late", "Pay late"),
    ];

    /// <summary>Where an order is paid.</summary>
    public static string PathOf(string orderId) => $"/api/v1{Route.Replace("{orderId}", orderId, StringComparison.Ordinal)}";

    public static void Map(IEndpointRouteBuilder api)
    {
        if (!api.ServiceProvider.GetRequiredService<SandboxOptions>().IsOn)
            return;
        var pages = api.MapGroup("").WithTags("Sandbox").AllowAnonymous();
        pages.MapGet(Route, (string orderId, HttpContext context, SandboxBank bank) => ShowAsync(context, bank, orderId))
            .WithName("showSandboxCheckout").WithSummary("Sandbox gateway, not in production: the page where a person pays an order")
            .Produces(StatusCodes.Status200OK, contentType: "text/html").Refuses(OrderNotFound);
        foreach (var (act, path, label) in Acts)
        {
            pages.MapPost($"{Route}/{path}", async (string orderId, HttpContext context, SandboxBank bank, SandboxWebhooks webhooks) =>
                {
                    if (await bank.FindOrderAsync(orderId, context.RequestAborted) is { } order)
                    {
                        await bank.ActAsync(order, act, context.RequestAborted);
                        await webhooks.SendAsync(CancellationToken.None);
                    }

                    await ShowAsync(context, bank, orderId);
                })
                .WithName($"sandbox{act}").WithSummary($"Sandbox gateway, not in production: {label.ToLowerInvariant()}")
                .Produces(StatusCodes.Status200OK, contentType: "text/html").Refuses(OrderNotFound);
        }
    }

    private static async Task ShowAsync(HttpContext context, SandboxBank bank, string orderId)
    {
        if (await bank.FindOrderAsync(orderId, context.RequestAborted) is not { } order)
        {
            await new NoContentOutcome(OrderNotFound).ExecuteAsync(context);
            return;
        }

        var html = Render(order, await bank.PaymentsAsync(order.Id, context.RequestAborted));
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    private static string Render(SandboxOrder order, IReadOnlyList<SandboxPayment> payments)
    {
        var html = new StringBuilder(
            $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sandbox checkout</title><style>{Style}</style></head>
            <body>
            <h1>Sandbox checkout</h1>
            <p class="note">No money moves here. Order {WebUtility.HtmlEncode(order.Id)}, {WebUtility.HtmlEncode(order.Receipt)}</p>
            <p class="sum">₹{Rupees(order.Paise)}</p>

            """);
        foreach (var (_, path, label) in Acts)
            html.AppendLine(CultureInfo.InvariantCulture, $"""<form method="post" action="{PathOf(order.Id)}/{path}"><button id="{path}">{label}</button></form>""");
        if (payments.Count > 0)
        {
            html.AppendLine("<h2>Payments</h2>").AppendLine("<table><tr><th>Payment</th><th>Amount</th><th>State</th></tr>");
            foreach (var payment in payments)
            {
                html.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"""<tr class="payment"><td>{payment.Id}</td><td>₹{Rupees(payment.Paise)}</td><td class="state">{payment.State}</td></tr>""");
            }

            html.AppendLine("</table>");
        }

        return html.AppendLine("</body>").AppendLine("</html>").ToString();
    }

    private static string Rupees(long paise) => Money.FromPaise(paise).ToString();
}
