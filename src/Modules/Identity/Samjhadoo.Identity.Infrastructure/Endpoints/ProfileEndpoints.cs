using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Identity.Application.Profiles;
using Samjhadoo.Identity.Application.SecurityLog;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Identity.Infrastructure.Endpoints;

internal static class ProfileEndpoints
{
    public static void MapProfiles(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users").RequireAuthorization(Policies.Authenticated);

        users.MapGet("/me", (ISender sender, CancellationToken ct) => sender.SendAsync(new GetProfileQuery(), ct).ToOk())
            .WithName("getProfile").WithSummary("Your account");
        users.MapPatch("/me", (EditProfileCommand command, IfMatch ifMatch, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { ExpectedVersion = ifMatch.Version }, ct).ToOk())
            .WithName("editProfile").WithSummary("Edit your profile; what is absent stays, null clears")
            .Refuses(RequestErrors.PreconditionFailed, RequestErrors.Conflict);
        users.MapGet("/me/security-log", ([AsParameters] PageRequest page, ISender sender, CancellationToken ct) => sender.SendAsync(new GetSecurityLogQuery(page), ct).ToOk())
            .WithName("getSecurityLog").WithSummary("What happened to your account, newest first");
        users.MapGet("/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetPublicProfileQuery(id), ct).ToOk())
            .WithName("getPublicProfile").WithSummary("What others may see of a user")
            .Refuses(IdentityErrors.UserNotFound);
    }
}
