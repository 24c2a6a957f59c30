using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Http.OpenApi;
using Samjhadoo.Shared.Infrastructure.Security;
using Samjhadoo.Wallet.Application.Payouts;
using Samjhadoo.Wallet.Application.Refunds;
using Samjhadoo.Wallet.Application.TopUps;
using Samjhadoo.Wallet.Application.Webhooks;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Payouts;
using Samjhadoo.Wallet.Infrastructure.Gateways.Razorpay;

namespace Samjhadoo.Wallet.Infrastructure.Endpoints;

internal static class PaymentEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        MapTopUps(api.MapGroup("/wallet/top-ups").WithTags("Wallet").RequireAuthorization(Policies.Authenticated));
        MapPayouts(api.MapGroup("/wallet").WithTags("Wallet").RequireAuthorization(Policies.Authenticated));
        MapAdmin(api.MapGroup("/admin").WithTags("Administration").RequireAuthorization(Policies.Admin));

        api.MapPost("/webhooks/payments/{gateway}", async (string gateway, HttpRequest request, ISender sender, CancellationToken ct) =>
                await sender.SendAsync(
                    new ReceiveWebhookFlow(
                        gateway, await BodyOfAsync(request, ct), request.Headers[RazorpayWebhook.SignatureHeader], request.Headers[RazorpayWebhook.EventIdHeader]),
                    ct).ToNoContent())
            .WithTags("Webhooks").AllowAnonymous()
            .WithName("receivePaymentWebhook").WithSummary("For payment gateways: signed notices of payments, refunds and payouts")
            .Refuses(PaymentErrors.GatewayUnknown, PaymentErrors.WebhookRefused);
    }

    private static void MapTopUps(RouteGroupBuilder topUps)
    {
        topUps.MapPost("", (RequestTopUpFlow flow, ISender sender, CancellationToken ct) =>
                sender.SendAsync(flow, ct).ToCreated(topUp => $"/api/v1/wallet/top-ups/{topUp.Id}"))
            .WithName("requestTopUp").WithSummary("Order money into your wallet; the answer says where to pay").RequiresIdempotencyKey()
            .Refuses(PaymentErrors.TopUpAmount, WalletErrors.DailyLimit, PaymentErrors.GatewayRefused, PaymentErrors.GatewayUnavailable, WalletErrors.NotFound);
        topUps.MapGet("", ([AsParameters] PageRequest page, ISender sender, CancellationToken ct) => sender.SendAsync(new ListTopUpsQuery(page), ct).ToOk())
            .WithName("listTopUps").WithSummary("Your top-ups, newest first");
        topUps.MapGet("/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetTopUpQuery(id), ct).ToOk())
            .WithName("getTopUp").WithSummary("One top-up: paid, or where to pay it").Refuses(PaymentErrors.TopUpNotFound);
        topUps.MapPost("/{id:long}/refund", (long id, RefundTopUpCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { TopUpId = id }, ct).ToAccepted())
            .WithName("refundTopUp").WithSummary("Give money of a top-up that you have not spent back to where it came from").RequiresIdempotencyKey()
            .RequiresStepUp()
            .Refuses(RefundRefusals);
        topUps.MapGet("/{id:long}/refunds", (long id, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new ListRefundsQuery(id, page), ct).ToOk())
            .WithName("listRefunds").WithSummary("What of a top-up has gone back to the payer").Refuses(PaymentErrors.TopUpNotFound);
    }

    private static readonly Shared.Domain.Error[] RefundRefusals =
    [
        PaymentErrors.TopUpNotFound, PaymentErrors.NotRefundable, PaymentErrors.RefundTooHigh, WalletErrors.InsufficientFunds, WalletErrors.Frozen,
        WalletErrors.RecipientUnavailable,
    ];

    private static void MapPayouts(RouteGroupBuilder wallet)
    {
        wallet.MapPost("/payout-methods", (AddPayoutMethodCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command, ct).ToCreated(_ => "/api/v1/wallet/payout-methods"))
            .WithName("addPayoutMethod").WithSummary("Add a UPI address or a bank account of yours").RequiresStepUp()
            .WithExample(new AddPayoutMethodCommand(PayoutMethodKind.BankAccount, "Raj Malhotra", null, "765432123456789", "HDFC0000053"))
            .Refuses(PaymentErrors.TooManyPayoutMethods, WalletErrors.NotFound);
        wallet.MapGet("/payout-methods", (ISender sender, CancellationToken ct) => sender.SendAsync(new ListPayoutMethodsQuery(), ct).ToOk())
            .WithName("listPayoutMethods").WithSummary("Your accounts, with most of them hidden");
        wallet.MapDelete("/payout-methods/{id:long}", (long id, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new RemovePayoutMethodCommand(id), ct).ToNoContent())
            .WithName("removePayoutMethod").WithSummary("Forget an account of yours")
            .Refuses(PaymentErrors.PayoutMethodNotFound, PaymentErrors.PayoutMethodInUse);

        wallet.MapPost("/payouts", (RequestPayoutCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command, ct).ToCreated(payout => $"/api/v1/wallet/payouts/{payout.Id}"))
            .RequireAuthorization(Policies.Mentor).RequiresIdempotencyKey().RequiresStepUp()
            .WithName("requestPayout").WithSummary("Send what you earned to an account of yours")
            .Refuses(
                PaymentErrors.PayoutAmount, WalletErrors.DailyLimit, PaymentErrors.PayoutMethodNotFound, PaymentErrors.KycRequired,
                PaymentErrors.GatewayUnavailable, WalletErrors.InsufficientFunds, WalletErrors.Frozen);
        wallet.MapGet("/payouts", (string? status, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new ListPayoutsQuery(status, OfEverybody: false, page), ct).ToOk())
            .WithName("listPayouts").WithSummary("Your payouts, newest first");
        wallet.MapGet("/payouts/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetPayoutQuery(id), ct).ToOk())
            .WithName("getPayout").WithSummary("One payout and how far it is").Refuses(PaymentErrors.PayoutNotFound);
    }

    private static void MapAdmin(RouteGroupBuilder admin)
    {
        admin.MapGet("/payouts", (string? status, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new ListAllPayoutsFlow(status, page), ct).ToOk())
            .WithName("listAllPayouts").WithSummary("Everybody's payouts, newest first; those that wait for admins are REQUESTED");
        admin.MapPost("/payouts/{id:long}/approve", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new ApprovePayoutCommand(id), ct).ToOk())
            .WithName("approvePayout").WithSummary("Say yes to a payout; large ones need a second admin").RequiresIdempotencyKey().RequiresStepUp()
            .Refuses(PaymentErrors.PayoutNotFound, PaymentErrors.PayoutDecided, PaymentErrors.PayoutApprovedBefore, PaymentErrors.OwnPayout);
        admin.MapPost("/payouts/{id:long}/reject", (long id, RejectPayoutCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { Id = id }, ct).ToOk())
            .WithName("rejectPayout").WithSummary("Say no to a payout; the money goes back into the wallet").RequiresIdempotencyKey().RequiresStepUp()
            .Refuses(PaymentErrors.PayoutNotFound, PaymentErrors.PayoutDecided, PaymentErrors.OwnPayout, WalletErrors.BalanceLimit);
        admin.MapPost("/top-ups/{id:long}/refund", (long id, RefundTopUpCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { TopUpId = id, ForAnybody = true }, ct).ToAccepted())
            .WithName("refundAnyTopUp").WithSummary("Give unspent money of anybody's top-up back to where it came from").RequiresIdempotencyKey().RequiresStepUp()
            .Refuses(RefundRefusals);
        admin.MapGet("/refunds", (string? status, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new ListAllRefundsFlow(status, page), ct).ToOk())
            .WithName("listAllRefunds").WithSummary("Everybody's refunds, newest first; those that the gateway could not make are FAILED");
        admin.MapPost("/refunds/{id:long}/retry", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new RetryRefundCommand(id), ct).ToAccepted())
            .WithName("retryRefund").WithSummary("Have the gateway try once more what it could not give back").RequiresIdempotencyKey().RequiresStepUp()
            .Refuses(PaymentErrors.RefundNotFound, PaymentErrors.RefundNotRetryable);
        admin.MapPost("/wallets/{userId:long}/kyc", (long userId, DecideKycCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { UserId = userId }, ct).ToOk())
            .WithName("decideKyc").WithSummary("Say whether you have seen who a person is").RequiresStepUp()
            .Refuses(PaymentErrors.UserUnknown, PaymentErrors.OwnPayout);
    }

    // The signature is over the bytes as they came.
    private static async Task<ReadOnlyMemory<byte>> BodyOfAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }
}
