using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Profiles;

internal sealed record GetProfileQuery : IQuery<ProfileResponse>;

// By the repository: whoever has just edited must see the edit, and its ETag.
internal sealed class GetProfileHandler(IUserRepository users, ICurrentUser caller) : IQueryHandler<GetProfileQuery, ProfileResponse>
{
    public async Task<Result<ProfileResponse>> Handle(GetProfileQuery request, CancellationToken cancellationToken) =>
        await users.FindAsync(caller.Id, cancellationToken) is { } user ? ProfileResponse.Of(user) : IdentityErrors.UserNotFound;
}
