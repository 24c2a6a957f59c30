using Dapper;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Application.Holds;

/// <summary>The caller's holds, newest first; of one status where one is named.</summary>
internal sealed record ListHoldsQuery(string? Status, PageRequest Page) : IQuery<Page<HoldResponse>>;

/// <summary>Money set aside.</summary>
/// <param name="Reference">What for, e.g. <c>booking:42:hold</c>.</param>
/// <param name="Captured">What of it was paid; null unless it was.</param>
internal sealed record HoldResponse(
    long Id, string Reference, Money Amount, string Currency, string Status, Money? Captured, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? EndedAt);

internal sealed class ListHoldsValidator : AbstractValidator<ListHoldsQuery>
{
    public ListHoldsValidator() =>
        RuleFor(query => query.Status).OneOf(Words.All(typeof(HoldStatus)));
}

internal sealed class ListHoldsHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<ListHoldsQuery, Page<HoldResponse>>
{
    // What has run out is expired, whether or not the job has come by.
    private const string Sql =
        """
        -- Wallet.ListHolds
        select h.id, h.reference, h.amount, w.currency, s.status, h.captured, h.created_at, h.expires_at, h.ended_at
        from wallets w
        join holds h on h.wallet_id = w.id
        cross join lateral (select case when h.status = 'OPEN' and h.expires_at <= clock_timestamp() then 'EXPIRED' else h.status end as status) s
        where w.user_id = @userId
          and (@status::text is null or s.status = @status)
          and (h.created_at, h.id) < (@at, @id)
        order by h.created_at desc, h.id desc
        limit @limit
        """;

    public async Task<Result<Page<HoldResponse>>> Handle(ListHoldsQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<HoldResponse>(new CommandDefinition(
            Sql,
            new
            {
                UserId = caller.Id,
                query.Status,
                At = after?.At ?? DateTimeOffset.MaxValue.ToUniversalTime(),
                Id = after?.Id ?? long.MaxValue,
                Limit = query.Page.Size + 1,
            },
            cancellationToken: cancellationToken));
        return Page<HoldResponse>.Of(rows.AsList(), query.Page.Size, row => new TimeCursor(row.CreatedAt, row.Id));
    }
}
