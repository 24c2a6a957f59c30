using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;
using Samjhadoo.Wallet.Application.Limits;
using Samjhadoo.Wallet.Application.Transfers;
using Samjhadoo.Wallet.Application.Wallets;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Infrastructure.Endpoints;

internal static class WalletEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var wallet = api.MapGroup("/wallet").WithTags("Wallet").RequireAuthorization(Policies.Authenticated);

        wallet.MapGet("", (ISender sender, CancellationToken ct) => sender.SendAsync(new GetWalletQuery(), ct).ToOk())
            .WithName("getWallet").WithSummary("Your wallet: what you have, and what of it you can spend").Refuses(WalletErrors.NotFound);

        wallet.MapGet("/limits", (ISender sender, CancellationToken ct) => sender.SendAsync(new GetLimitsQuery(), ct).ToOk())
            .WithName("getLimits").WithSummary("What you may still send, put in and take out today");

        wallet.MapPost("/transfers", (TransferFundsCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command, ct).ToCreated(transfer => $"/api/v1/wallet/transactions/{transfer.Id}"))
            .WithName("transferFunds").WithSummary("Send money to another user").RequiresIdempotencyKey()
            .Refuses(
                WalletErrors.InsufficientFunds, WalletErrors.SelfTransfer, WalletErrors.RecipientUnknown, WalletErrors.RecipientUnavailable,
                WalletErrors.Frozen, WalletErrors.BalanceLimit, WalletErrors.DailyLimit);
    }
}
