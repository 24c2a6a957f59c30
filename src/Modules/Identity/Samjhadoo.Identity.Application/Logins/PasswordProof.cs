using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Logins;
using Samjhadoo.Identity.Domain.Passwords;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Logins;

/// <summary>Lets somebody who is logged in prove once more who they are; whoever found a phone lying about can't guess on.</summary>
internal sealed class PasswordProof(IUserRepository users, ILoginThrottle throttle, IPasswordHasher hasher, ICurrentUser caller, ISender sender)
{
    /// <summary>The caller, when this is the caller's password. Not for use inside a transaction: it hashes.</summary>
    public async Task<Result<User>> CheckAsync(string password, CancellationToken cancellationToken)
    {
        var key = ThrottleKey.Proof(caller.Id);
        User? user;
        using (var turn = await hasher.WaitForTurnAsync($"proof {caller.Id}", cancellationToken))
        {
            if (turn is null)
                return IdentityErrors.Busy;
            if (await throttle.ClaimAsync([key], cancellationToken) is { } pause)
                return IdentityErrors.TooManyAttempts with { RetryAfter = pause };
            user = await users.FindAsync(caller.Id, cancellationToken);
            if (await turn.CheckAsync(password, user?.PasswordHash) == PasswordCheck.Wrong)
                user = null;
            else
                await throttle.ForgiveAsync([key], cancellationToken);
        }

        if (user is not null)
            return user;
        await sender.SendAsync(new RecordFailedLoginCommand(caller.Id), cancellationToken);
        return IdentityErrors.WrongPassword;
    }
}
