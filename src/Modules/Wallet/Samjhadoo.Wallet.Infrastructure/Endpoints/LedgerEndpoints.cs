using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;
using Samjhadoo.Wallet.Application.Administration;
using Samjhadoo.Wallet.Application.Holds;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Application.Wallets;

namespace Samjhadoo.Wallet.Infrastructure.Endpoints;

internal static class LedgerEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var wallet = api.MapGroup("/wallet").WithTags("Wallet").RequireAuthorization(Policies.Authenticated);

        wallet.MapGet("/balance-at", (DateTimeOffset at, ISender sender, CancellationToken ct) => sender.SendAsync(new GetBalanceAtQuery(at), ct).ToOk())
            .WithName("getBalanceAt").WithSummary("Your balance as of any instant");

        wallet.MapGet("/holds", (string? status, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new ListHoldsQuery(status, page), ct).ToOk())
            .WithName("listHolds").WithSummary("Your money that is set aside, or was");

        var ledger = api.MapGroup("/admin/ledger").WithTags("Administration").RequireAuthorization(Policies.Admin);

        ledger.MapGet("/proof", (ISender sender, CancellationToken ct) => sender.SendAsync(new ReadProofFlow(), ct).ToOk())
            .WithName("proveLedger").WithSummary("Proof that the books are right: every sum, balance and history, counted in one snapshot");

        ledger.MapGet("/reconciliations", ([AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new ListReconciliationsQuery(page), ct).ToOk())
            .WithName("listReconciliations").WithSummary("The daily proofs, newest first");
    }
}
