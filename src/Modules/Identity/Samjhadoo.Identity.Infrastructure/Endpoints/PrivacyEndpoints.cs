using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Identity.Application.Consents;
using Samjhadoo.Identity.Application.Erasures;
using Samjhadoo.Identity.Application.Exports;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Identity.Infrastructure.Endpoints;

internal static class PrivacyEndpoints
{
    public static void MapPrivacy(this IEndpointRouteBuilder api)
    {
        api.MapGet("/consent-texts", (ISender sender, CancellationToken ct) => sender.SendAsync(new GetConsentTextsQuery(), ct).ToOk())
            .WithName("getConsentTexts").WithSummary("What a person agrees to, purpose by purpose, and the versions of the texts")
            .WithTags("Privacy")
            .AllowAnonymous();

        var me = api.MapGroup("/users/me").WithTags("Privacy").RequireAuthorization(Policies.Authenticated);

        me.MapGet("/consents", (ISender sender, CancellationToken ct) => sender.SendAsync(new GetConsentsQuery(), ct).ToOk())
            .WithName("getConsents").WithSummary("What you agreed to, purpose by purpose");
        me.MapPost("/consents", (RecordConsentCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command, ct).ToCreated(_ => "/api/v1/users/me/consents"))
            .WithName("recordConsent").WithSummary("Agree to a purpose's text, or withdraw")
            .Refuses(IdentityErrors.ConsentTextOutdated, IdentityErrors.ConsentRequired);

        me.MapPost("/export", (ISender sender, CancellationToken ct) => sender.SendAsync(new RequestExportCommand(), ct).ToAccepted())
            .WithName("requestExport").WithSummary("Ask for a copy of all data about you")
            .Refuses(RequestErrors.Conflict);
        me.MapGet("/exports/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetExportQuery(id), ct).ToOk())
            .WithName("getExport").WithSummary("How far an export of yours is")
            .Refuses(IdentityErrors.ExportNotFound);
        me.MapGet("/exports/{id:long}/document", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new DownloadExportCommand(id), ct).ToOk())
            .WithName("downloadExport").WithSummary("The document of an export that is ready")
            .Refuses(IdentityErrors.ExportNotFound, IdentityErrors.ExportNotReady);

        me.MapPost("/erasure", (ISender sender, CancellationToken ct) => sender.SendAsync(new EraseAccountFlow(), ct).ToAccepted())
            .WithName("eraseAccount").WithSummary("Erase your account and your data for good")
            .RequiresStepUp()
            .Refuses(IdentityErrors.LastAdmin, IdentityErrors.UserNotFound)
            .Refuses(ErasureObstacles);
    }

    private static IReadOnlyList<Error> ErasureObstacles(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        return [.. scope.ServiceProvider.GetServices<IPersonalData>().SelectMany(module => module.Obstacles)];
    }
}
