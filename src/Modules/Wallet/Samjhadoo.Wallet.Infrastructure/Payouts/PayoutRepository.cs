using Microsoft.EntityFrameworkCore;
using Samjhadoo.Wallet.Domain.Payouts;
using Samjhadoo.Wallet.Infrastructure.Persistence;

namespace Samjhadoo.Wallet.Infrastructure.Payouts;

internal sealed class PayoutRepository(WalletDbContext database) : IPayoutRepository
{
    public async Task<Payout?> LockAsync(long id, CancellationToken cancellationToken) =>
        (await database.Set<Payout>().FromSql($"select * from wallet.payouts where id = {id} for no key update").ToListAsync(cancellationToken)).SingleOrDefault();

    public async Task<Payout?> LockByGatewayAsync(string gateway, string gatewayPayoutId, string? key, CancellationToken cancellationToken)
    {
        var known = (await database.Set<Payout>()
            .FromSql($"select * from wallet.payouts where gateway = {gateway} and gateway_payout_id = {gatewayPayoutId} for no key update")
            .ToListAsync(cancellationToken)).SingleOrDefault();
        if (known is not null || Payout.IdOf(key) is not { } id)
            return known;
        // The answer that names it may have been lost; another payout's word is none for this one.
        return await LockAsync(id, cancellationToken) is { GatewayPayoutId: null } payout && payout.Gateway == gateway ? payout : null;
    }

    public async Task<IReadOnlyList<Payout>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        await database.Set<Payout>().AsNoTracking().Where(payout => payout.DueAt != null && payout.DueAt <= now)
            .OrderBy(payout => payout.DueAt).Take(limit).ToListAsync(cancellationToken);

    public void Add(Payout payout) => database.Add(payout);
}

internal sealed class PayoutMethodRepository(WalletDbContext database) : IPayoutMethodRepository
{
    public Task<PayoutMethod?> FindAsync(long id, long userId, CancellationToken cancellationToken) =>
        database.Set<PayoutMethod>().SingleOrDefaultAsync(method => method.Id == id && method.UserId == userId && method.RemovedAt == null, cancellationToken);

    public Task<PayoutMethod?> FindAsync(long id, CancellationToken cancellationToken) =>
        database.Set<PayoutMethod>().AsNoTracking().SingleOrDefaultAsync(method => method.Id == id, cancellationToken);

    public async Task<int> LockCountAsync(long userId, CancellationToken cancellationToken)
    {
        await database.Database.ExecuteSqlAsync($"select from wallet.users where id = {userId} for no key update", cancellationToken);
        return await database.Set<PayoutMethod>().CountAsync(method => method.UserId == userId && method.RemovedAt == null, cancellationToken);
    }

    public Task<bool> IsInUseAsync(long id, CancellationToken cancellationToken) => database.Set<Payout>().AnyAsync(
        payout => payout.MethodId == id
            && (payout.Status == PayoutStatus.Requested || payout.Status == PayoutStatus.Approved || payout.Status == PayoutStatus.Processing),
        cancellationToken);

    public void Add(PayoutMethod method) => database.Add(method);

    public Task<KycRecord?> FindKycAsync(long userId, CancellationToken cancellationToken) =>
        database.Set<KycRecord>().SingleOrDefaultAsync(record => record.UserId == userId, cancellationToken);

    public void Add(KycRecord record) => database.Add(record);
}
