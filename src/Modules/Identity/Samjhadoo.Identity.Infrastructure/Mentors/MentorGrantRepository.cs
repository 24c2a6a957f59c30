using Microsoft.EntityFrameworkCore;
using Samjhadoo.Identity.Domain.Mentors;
using Samjhadoo.Identity.Infrastructure.Persistence;

namespace Samjhadoo.Identity.Infrastructure.Mentors;

internal sealed class MentorGrantRepository(IdentityDbContext database) : IMentorGrantRepository
{
    public Task<MentorGrant?> FindAsync(string reference, CancellationToken cancellationToken) =>
        database.Set<MentorGrant>().SingleOrDefaultAsync(grant => grant.Reference == reference, cancellationToken);

    public void Add(MentorGrant grant) => database.Add(grant);
}
