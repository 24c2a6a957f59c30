using Dapper;
using Samjhadoo.Mentoring.Domain.PromoCodes;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.PromoCodes;

internal sealed record GetPromoCodeQuery(long Id) : IQuery<PromoCodeResponse>;

internal sealed class GetPromoCodeHandler(IReadDatabase database) : IQueryHandler<GetPromoCodeQuery, PromoCodeResponse>
{
    private const string Sql =
        """
        -- GetPromoCode
        select id, code, percent, amount, max_discount, max_redemptions, max_per_user, redeemed, valid_from, valid_until, is_active, version, created_at
        from promo_codes
        where id = @Id
        """;

    public async Task<Result<PromoCodeResponse>> Handle(GetPromoCodeQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var code = await connection.QuerySingleOrDefaultAsync<PromoCodeResponse>(new CommandDefinition(Sql, query, cancellationToken: cancellationToken));
        return code is null ? PromoCodeErrors.NotFound : code;
    }
}
