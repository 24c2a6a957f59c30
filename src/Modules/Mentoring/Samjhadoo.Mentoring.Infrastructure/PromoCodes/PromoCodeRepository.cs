using Microsoft.EntityFrameworkCore;
using Samjhadoo.Mentoring.Domain.PromoCodes;
using Samjhadoo.Mentoring.Infrastructure.Persistence;

namespace Samjhadoo.Mentoring.Infrastructure.PromoCodes;

internal sealed class PromoCodeRepository(MentoringDbContext database) : IPromoCodes
{
    public void Add(PromoCode code) => database.Add(code);

    public Task<PromoCode?> FindAsync(string code, CancellationToken cancellationToken) =>
        database.Set<PromoCode>().AsNoTracking().SingleOrDefaultAsync(row => row.Code == code, cancellationToken);

    public async Task<PromoCode?> LockAsync(long id, CancellationToken cancellationToken) =>
        (await database.Set<PromoCode>().FromSql($"select * from mentoring.promo_codes where id = {id} for no key update").ToListAsync(cancellationToken)).SingleOrDefault();

    public Task<int> CountUsesAsync(long promoCodeId, long userId, CancellationToken cancellationToken) =>
        database.Set<PromoRedemption>().CountAsync(row => row.PromoCodeId == promoCodeId && row.UserId == userId && row.GivenBackAt == null, cancellationToken);

    public void Add(PromoRedemption redemption) => database.Add(redemption);

    public Task<PromoRedemption?> FindRedemptionAsync(long bookingId, CancellationToken cancellationToken) =>
        database.Set<PromoRedemption>().SingleOrDefaultAsync(row => row.BookingId == bookingId, cancellationToken);
}
