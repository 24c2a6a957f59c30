using Microsoft.EntityFrameworkCore;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Mentoring.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Users;

namespace Samjhadoo.Mentoring.Infrastructure.Pricing;

internal sealed class PricingRepository(MentoringDbContext database) : IPricing
{
    public async Task<PricingRules> RulesAsync(CancellationToken cancellationToken) =>
        new(await database.Set<PricingRule>().AsNoTracking().ToListAsync(cancellationToken));

    public Task<MentorRate?> FindRateAsync(long mentorId, CancellationToken cancellationToken) => database.Set<MentorProfile>()
        .Where(profile => profile.UserId == mentorId && profile.PausedAt == null && profile.RoleGrantedAt != null)
        .Where(profile => database.Set<UserReplica>().Any(user => user.Id == mentorId && user.IsActive))
        .Select(profile => new MentorRate(profile.HourlyRate, profile.CommunityDiscount))
        .SingleOrDefaultAsync(cancellationToken);

    public async Task<PricingRule?> LockRuleAsync(long id, CancellationToken cancellationToken) =>
        (await database.Set<PricingRule>().FromSql($"select * from mentoring.pricing_rules where id = {id} for no key update").ToListAsync(cancellationToken)).SingleOrDefault();

    public void Add(PricingRuleChange change) => database.Add(change);

    public void Add(Quote quote) => database.Add(quote);

    public Task<Quote?> FindQuoteAsync(long id, CancellationToken cancellationToken) =>
        database.Set<Quote>().AsNoTracking().SingleOrDefaultAsync(quote => quote.Id == id, cancellationToken);

    public void Add(PriceSnapshot snapshot) => database.Add(snapshot);

    public Task<Price> AgreedAsync(long bookingId, CancellationToken cancellationToken) =>
        database.Set<PriceSnapshot>().AsNoTracking().Where(snapshot => snapshot.BookingId == bookingId).Select(snapshot => snapshot.Price).SingleAsync(cancellationToken);
}
