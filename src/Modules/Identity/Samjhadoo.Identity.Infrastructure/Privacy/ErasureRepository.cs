using Microsoft.EntityFrameworkCore;
using Samjhadoo.Identity.Domain.Erasures;
using Samjhadoo.Identity.Infrastructure.Persistence;

namespace Samjhadoo.Identity.Infrastructure.Privacy;

internal sealed class ErasureRepository(IdentityDbContext database) : IErasureRepository
{
    public void Add(Erasure erasure) => database.Add(erasure);

    public Task<Erasure?> FindAsync(long userId, CancellationToken cancellationToken) =>
        database.Set<Erasure>().SingleOrDefaultAsync(erasure => erasure.UserId == userId, cancellationToken);

    public async Task<IReadOnlyList<long>> UnfinishedAsync(CancellationToken cancellationToken) =>
        await database.Set<Erasure>().Where(erasure => erasure.CompletedAt == null)
            .OrderBy(erasure => erasure.RequestedAt).Select(erasure => erasure.UserId).ToListAsync(cancellationToken);
}
