using Microsoft.EntityFrameworkCore;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.TopUps;
using Samjhadoo.Wallet.Infrastructure.Persistence;

namespace Samjhadoo.Wallet.Infrastructure.TopUps;

internal sealed class TopUpRepository(WalletDbContext database) : ITopUpRepository
{
    public Task<TopUp?> FindByReferenceAsync(long userId, string reference, CancellationToken cancellationToken) =>
        database.Set<TopUp>().SingleOrDefaultAsync(topUp => topUp.UserId == userId && topUp.Reference == reference, cancellationToken);

    public async Task<TopUp?> LockAsync(long id, CancellationToken cancellationToken) =>
        (await database.Set<TopUp>().FromSql($"select * from wallet.top_ups where id = {id} for no key update").ToListAsync(cancellationToken)).SingleOrDefault();

    public async Task<TopUp?> LockByOrderAsync(string gateway, string orderId, CancellationToken cancellationToken) =>
        (await database.Set<TopUp>().FromSql($"select * from wallet.top_ups where gateway = {gateway} and order_id = {orderId} for no key update")
            .ToListAsync(cancellationToken)).SingleOrDefault();

    public async Task<Money> LockSumSinceAsync(long userId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await database.Database.ExecuteSqlAsync($"select from wallet.users where id = {userId} for no key update", cancellationToken);
        var sum = await database.Database.SqlQuery<decimal>(
            $"""
            select coalesce(sum(amount), 0) as "Value"
            from wallet.top_ups
            where user_id = {userId} and created_at >= {since} and status <> 'EXPIRED'
            """).SingleAsync(cancellationToken);
        return Money.Rupees(sum);
    }

    public Task<bool> HasPaymentAsync(string gateway, string paymentId, CancellationToken cancellationToken) =>
        database.Set<Payment>().AnyAsync(payment => payment.Gateway == gateway && payment.PaymentId == paymentId, cancellationToken);

    public async Task<IReadOnlyList<TopUp>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        await database.Set<TopUp>().AsNoTracking().Where(topUp => topUp.CheckAt != null && topUp.CheckAt <= now)
            .OrderBy(topUp => topUp.CheckAt).Take(limit).ToListAsync(cancellationToken);

    public void Add(TopUp topUp) => database.Add(topUp);

    public void Add(Payment payment) => database.Add(payment);
}
