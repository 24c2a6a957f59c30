using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.RateLimits;

internal sealed record GetRateLimitsQuery : IQuery<RateLimitsResponse>;

/// <summary>Between what an hour of any mentor may cost.</summary>
internal sealed record RateLimitsResponse(Money Minimum, Money Maximum, string Currency, DateTimeOffset? UpdatedAt, int Version) : IVersioned
{
    public static RateLimitsResponse Of(Domain.Mentors.RateLimits limits) => new(limits.Minimum, limits.Maximum, Money.Currency, limits.UpdatedAt, limits.Version);
}

internal sealed class GetRateLimitsHandler(IRateLimits limits) : IQueryHandler<GetRateLimitsQuery, RateLimitsResponse>
{
    public async Task<Result<RateLimitsResponse>> Handle(GetRateLimitsQuery query, CancellationToken cancellationToken) =>
        RateLimitsResponse.Of(await limits.FindAsync(cancellationToken));
}
