using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Identity.Application.Administration;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Identity.Infrastructure.Endpoints;

internal static class AdminUserEndpoints
{
    public static void MapAdminUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/admin/users").WithTags("Administration").RequireAuthorization(Policies.Admin);

        users.MapGet("", (string? role, string? status, string? search, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new SearchUsersFlow(role, status, search, page), ct).ToOk())
            .WithName("searchUsers").WithSummary("Accounts by role, status and part of user name, name or address");
        users.MapGet("/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetUserFlow(id), ct).ToOk())
            .WithName("getUser").WithSummary("One account; its owner sees that you looked")
            .Refuses(IdentityErrors.UserNotFound);
        users.MapPost("/{id:long}/suspend", (long id, SuspendUserCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { UserId = id }, ct).ToOk())
            .WithName("suspendUser").WithSummary("Suspend an account; its logins end at once")
            .Refuses(IdentityErrors.UserNotFound, IdentityErrors.OwnAccount, IdentityErrors.LastAdmin, IdentityErrors.AlreadySuspended);
        users.MapPost("/{id:long}/reactivate", (long id, ReactivateUserCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { UserId = id }, ct).ToOk())
            .WithName("reactivateUser").WithSummary("Give a suspended account back")
            .Refuses(IdentityErrors.UserNotFound, IdentityErrors.NotSuspended);
        users.MapPost("/{id:long}/change-role", (long id, ChangeRoleCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { UserId = id }, ct).ToOk())
            .WithName("changeRole").WithSummary("Give a person another role")
            .Refuses(IdentityErrors.UserNotFound, IdentityErrors.OwnAccount, IdentityErrors.LastAdmin)
            .RequiresStepUp();
        users.MapPost("/{id:long}/verify-community", (long id, VerifyCommunityCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { UserId = id }, ct).ToOk())
            .WithName("verifyCommunity").WithSummary("Confirm the community a person says to belong to")
            .Refuses(IdentityErrors.UserNotFound, IdentityErrors.NoCommunity);
    }
}
