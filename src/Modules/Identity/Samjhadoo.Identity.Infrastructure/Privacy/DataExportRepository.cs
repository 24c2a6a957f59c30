using Microsoft.EntityFrameworkCore;
using Samjhadoo.Identity.Domain.Exports;
using Samjhadoo.Identity.Infrastructure.Persistence;

namespace Samjhadoo.Identity.Infrastructure.Privacy;

internal sealed class DataExportRepository(IdentityDbContext database) : IDataExportRepository
{
    public Task<DataExport?> FindPendingAsync(long userId, CancellationToken cancellationToken) =>
        database.Set<DataExport>().SingleOrDefaultAsync(export => export.UserId == userId && export.ReadyAt == null, cancellationToken);

    public Task<DataExport?> FindAsync(long id, long userId, CancellationToken cancellationToken) =>
        database.Set<DataExport>().SingleOrDefaultAsync(export => export.Id == id && export.UserId == userId, cancellationToken);

    public async Task<IReadOnlyList<DataExport>> PendingAsync(int limit, CancellationToken cancellationToken) =>
        await database.Set<DataExport>().AsNoTracking().Where(export => export.ReadyAt == null)
            .OrderBy(export => export.RequestedAt).Take(limit).ToListAsync(cancellationToken);

    public void Add(DataExport export) => database.Add(export);
}
