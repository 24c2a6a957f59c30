using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.PromoCodes;

internal sealed record ListPromoCodesQuery(PageRequest Page) : IQuery<Page<PromoCodeResponse>>;

internal sealed class ListPromoCodesHandler(IReadDatabase database) : IQueryHandler<ListPromoCodesQuery, Page<PromoCodeResponse>>
{
    private const string Sql =
        """
        -- ListPromoCodes
        select id, code, percent, amount, max_discount, max_redemptions, max_per_user, redeemed, valid_from, valid_until, is_active, version, created_at
        from promo_codes
        where @at::timestamptz is null or (created_at, id) < (@at, @id)
        order by created_at desc, id desc
        limit @limit
        """;

    public async Task<Result<Page<PromoCodeResponse>>> Handle(ListPromoCodesQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<PromoCodeResponse>(new CommandDefinition(
            Sql, new { at = after?.At, id = after?.Id, limit = query.Page.Size + 1 }, cancellationToken: cancellationToken));
        return Page<PromoCodeResponse>.Of(rows.AsList(), query.Page.Size, row => new TimeCursor(row.CreatedAt, row.Id));
    }
}
