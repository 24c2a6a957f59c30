using Microsoft.EntityFrameworkCore;
using Samjhadoo.Identity.Domain.Mfa;
using Samjhadoo.Identity.Infrastructure.Persistence;

namespace Samjhadoo.Identity.Infrastructure.Mfa;

internal sealed class AuthenticatorRepository(IdentityDbContext database) : IAuthenticatorRepository
{
    public async Task<Authenticator?> LockAsync(long userId, CancellationToken cancellationToken)
    {
        // First the lock, then the read: a statement that waits for a lock does not see what others did to the codes meanwhile.
        await database.Database.ExecuteSqlAsync($"select from identity.authenticators where user_id = {userId} for update", cancellationToken);
        return await database.Set<Authenticator>().SingleOrDefaultAsync(row => row.UserId == userId, cancellationToken);
    }

    public void Add(Authenticator authenticator) => database.Add(authenticator);

    public void Remove(Authenticator authenticator) => database.Remove(authenticator);
}
