using Samjhadoo.Identity.Application.Mentors;
using Samjhadoo.Identity.Contracts;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Infrastructure.Messaging;

internal sealed class IdentityApi(ISender sender) : IIdentityApi
{
    public Task<Result<Done>> GrantMentorAsync(long userId, string reference, CancellationToken cancellationToken) =>
        sender.SendAsync(new GrantMentorCommand(userId, reference), cancellationToken);
}
