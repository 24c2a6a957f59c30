using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.__Module__.Application.Overview;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.__Module__.Infrastructure.Endpoints;

internal static class OverviewEndpoints
{
    public static void MapOverview(this IEndpointRouteBuilder api) =>
        api.MapGet("/__route__/overview", (ISender sender, CancellationToken token) => sender.SendAsync(new GetOverviewQuery(), token).ToOk())
            .WithName("get__Module__Overview")
            .WithSummary("What the module __Module__ knows of")
            .WithTags("__Module__")
            .RequireAuthorization(Policies.Authenticated);
}
