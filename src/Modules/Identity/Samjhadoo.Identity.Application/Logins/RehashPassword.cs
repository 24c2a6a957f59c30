using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Logins;

/// <summary>Keeps the password that was just proven under a hash of today's cost, unless it has been changed meanwhile.</summary>
internal sealed record RehashPasswordCommand(long UserId, string OldHash, string NewHash) : ICommand<Done>;

internal sealed class RehashPasswordHandler(IUserRepository users) : ICommandHandler<RehashPasswordCommand, Done>
{
    public async Task<Result<Done>> Handle(RehashPasswordCommand command, CancellationToken cancellationToken)
    {
        if (await users.LockAsync(command.UserId, cancellationToken) is { } user && user.PasswordHash == command.OldHash)
            user.Rehash(command.NewHash);
        return Done.Value;
    }
}
