using Microsoft.EntityFrameworkCore;
using Samjhadoo.Wallet.Domain.Refunds;
using Samjhadoo.Wallet.Infrastructure.Persistence;

namespace Samjhadoo.Wallet.Infrastructure.Refunds;

internal sealed class RefundRepository(WalletDbContext database) : IRefundRepository
{
    public async Task<Refund?> LockAsync(long id, CancellationToken cancellationToken) =>
        (await database.Set<Refund>().FromSql($"select * from wallet.refunds where id = {id} for no key update").ToListAsync(cancellationToken)).SingleOrDefault();

    public async Task<Refund?> LockByGatewayIdAsync(string gateway, string gatewayRefundId, CancellationToken cancellationToken) =>
        (await database.Set<Refund>().FromSql($"select * from wallet.refunds where gateway = {gateway} and gateway_refund_id = {gatewayRefundId} for no key update")
            .ToListAsync(cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyList<Refund>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        await database.Set<Refund>().AsNoTracking().Where(refund => refund.DueAt != null && refund.DueAt <= now)
            .OrderBy(refund => refund.DueAt).Take(limit).ToListAsync(cancellationToken);

    public void Add(Refund refund) => database.Add(refund);
}
