using Microsoft.EntityFrameworkCore;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Identity.Infrastructure.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Infrastructure.Administration;

internal sealed class AdminRepository(IdentityDbContext database) : IAdminRepository
{
    public async Task<IReadOnlyList<long>> LockActiveAsync(CancellationToken cancellationToken) =>
        await database.Database.SqlQuery<long>(
            $"""
            select id as "Value"
            from identity.users
            where role = {UserRole.Admin} and is_active
            order by id
            for no key update
            """).ToListAsync(cancellationToken);
}
