using Microsoft.EntityFrameworkCore;
using Samjhadoo.Wallet.Domain.Adjustments;
using Samjhadoo.Wallet.Infrastructure.Persistence;

namespace Samjhadoo.Wallet.Infrastructure.Adjustments;

internal sealed class AdjustmentRepository(WalletDbContext database) : IAdjustmentRepository
{
    public void Add(Adjustment adjustment) => database.Add(adjustment);

    public async Task<Adjustment?> LockAsync(long id, CancellationToken cancellationToken) =>
        (await database.Set<Adjustment>().FromSql($"select * from wallet.adjustment_approvals where id = {id} for no key update").ToListAsync(cancellationToken)).SingleOrDefault();
}
