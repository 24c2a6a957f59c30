using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;
using Samjhadoo.Wallet.Application.Adjustments;
using Samjhadoo.Wallet.Application.Administration;
using Samjhadoo.Wallet.Application.Audit;
using Samjhadoo.Wallet.Application.Freezes;
using Samjhadoo.Wallet.Application.Limits;
using Samjhadoo.Wallet.Application.Transactions;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Infrastructure.Endpoints;

internal static class AdminWalletEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var wallets = api.MapGroup("/admin/wallets/{userId:long}").WithTags("Administration").RequireAuthorization(Policies.Admin);

        wallets.MapGet("", (long userId, ISender sender, CancellationToken ct) => sender.SendAsync(new GetUserWalletFlow(userId), ct).ToOk())
            .WithName("getUserWallet").WithSummary("A user's wallet, its limits and freezes; the look is written down").Refuses(WalletErrors.UserNotFound);
        wallets.MapGet("/transactions", (long userId, [AsParameters] StatementFilter filter, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new GetUserStatementFlow(userId, filter, page), ct).ToOk())
            .WithName("listUserTransactions").WithSummary("Movements of a user's wallet, newest first; the look is written down");
        wallets.MapPost("/freeze", (long userId, FreezeWalletCommand command, ISender sender, CancellationToken ct) => sender.SendAsync(command with { UserId = userId }, ct).ToOk())
            .WithName("freezeWallet").WithSummary("Freeze a wallet: it neither pays nor is paid")
            .Refuses(WalletErrors.UserNotFound, WalletErrors.OwnWallet, WalletErrors.AlreadyFrozen);
        wallets.MapPost("/unfreeze", (long userId, UnfreezeWalletCommand command, ISender sender, CancellationToken ct) => sender.SendAsync(command with { UserId = userId }, ct).ToOk())
            .WithName("unfreezeWallet").WithSummary("Free a frozen wallet")
            .Refuses(WalletErrors.UserNotFound, WalletErrors.OwnWallet, WalletErrors.NotFrozen);
        wallets.MapPut("/limits", (long userId, SetLimitsCommand command, ISender sender, CancellationToken ct) => sender.SendAsync(command with { UserId = userId }, ct).ToNoContent())
            .WithName("setLimits").WithSummary("Give a user daily limits of their own; null gives the usual one back")
            .Refuses(WalletErrors.UserNotFound, WalletErrors.OwnWallet);
        wallets.MapPost("/adjustments", (long userId, ProposeAdjustmentCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { UserId = userId }, ct).ToCreated(Location))
            .WithName("proposeAdjustment").WithSummary("Put a balance right; above a limit a second admin has to agree").RequiresIdempotencyKey().RequiresStepUp()
            .Refuses(WalletErrors.UserNotFound, WalletErrors.OwnWallet, WalletErrors.InsufficientFunds, WalletErrors.BalanceLimit);
        wallets.MapPost("/promo-credits", (long userId, CreditPromoCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { UserId = userId }, ct).ToCreated(Location))
            .WithName("creditPromo").WithSummary("Give promo money; above a limit a second admin has to agree").RequiresIdempotencyKey().RequiresStepUp()
            .Refuses(WalletErrors.UserNotFound, WalletErrors.OwnWallet, WalletErrors.BalanceLimit);

        api.MapGet("/admin/wallets/frozen", ([AsParameters] PageRequest page, ISender sender, CancellationToken ct) => sender.SendAsync(new ListFrozenWalletsFlow(page), ct).ToOk())
            .WithTags("Administration").RequireAuthorization(Policies.Admin)
            .WithName("listFrozenWallets").WithSummary("Wallets that are frozen, the newest freeze first; the look is written down");

        var adjustments = api.MapGroup("/admin/adjustments").WithTags("Administration").RequireAuthorization(Policies.Admin);

        adjustments.MapGet("", (string? status, long? userId, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new ListAdjustmentsFlow(status, userId, page), ct).ToOk())
            .WithName("listAdjustments").WithSummary("Adjustments by state and user, newest first");
        adjustments.MapGet("/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetAdjustmentFlow(id), ct).ToOk())
            .WithName("getAdjustment").WithSummary("One adjustment").Refuses(WalletErrors.AdjustmentNotFound);
        adjustments.MapPost("/{id:long}/approve", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new ApproveAdjustmentCommand(id), ct).ToOk())
            .WithName("approveAdjustment").WithSummary("Agree to another admin's adjustment; the money moves").RequiresIdempotencyKey().RequiresStepUp()
            .Refuses(
                WalletErrors.AdjustmentNotFound, WalletErrors.AdjustmentDecided, WalletErrors.FourEyes, WalletErrors.OwnWallet, WalletErrors.InsufficientFunds, WalletErrors.BalanceLimit);
        adjustments.MapPost("/{id:long}/reject", (long id, RejectAdjustmentCommand command, ISender sender, CancellationToken ct) => sender.SendAsync(command with { Id = id }, ct).ToOk())
            .WithName("rejectAdjustment").WithSummary("Say no to another admin's adjustment")
            .Refuses(WalletErrors.AdjustmentNotFound, WalletErrors.AdjustmentDecided, WalletErrors.FourEyes, WalletErrors.OwnWallet);

        api.MapGet("/admin/ledger/audit-log", (long? actorId, long? userId, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new ListAuditFlow(actorId, userId, page), ct).ToOk())
            .WithTags("Administration").RequireAuthorization(Policies.Admin)
            .WithName("listWalletAudit").WithSummary("What admins did with wallets and looked at, newest first");
    }

    private static string Location(AdjustmentResponse adjustment) => $"/api/v1/admin/adjustments/{adjustment.Id}";
}
