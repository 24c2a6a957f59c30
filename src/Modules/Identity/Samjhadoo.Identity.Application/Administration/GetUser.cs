using Samjhadoo.Identity.Application.SecurityLog;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Administration;

/// <summary>One account for an admin; the account's owner finds the read in the security log.</summary>
internal sealed record GetUserFlow(long Id) : IFlow<AdminUserResponse>;

internal sealed class GetUserHandler(IUserRepository users, ISender sender) : IFlowHandler<GetUserFlow, AdminUserResponse>
{
    public async Task<Result<AdminUserResponse>> Handle(GetUserFlow request, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(request.Id, cancellationToken) is not { EmailVerifiedAt: not null } user)
            return IdentityErrors.UserNotFound;
        var recorded = await sender.SendAsync(new RecordSecurityEventCommand(SecurityEventKind.AdminRead, user.Id), cancellationToken);
        return recorded.Map(_ => AdminUserResponse.Of(user));
    }
}
