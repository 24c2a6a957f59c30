using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Refunds;

namespace Samjhadoo.Wallet.Application.Refunds;

/// <summary>What of a top-up of the caller's has gone, or is going, back to the payer; newest first.</summary>
internal sealed record ListRefundsQuery(long TopUpId, PageRequest Page) : IQuery<Page<RefundResponse>>;

internal sealed class ListRefundsHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<ListRefundsQuery, Page<RefundResponse>>
{
    private const string Sql =
        """
        -- ListRefunds
        select r.id, r.top_up_id, r.status, replace(r.cause, '_', '') as cause, r.amount, @currency as currency, r.failure, r.created_at, r.completed_at
        from refunds r
        where r.top_up_id = @topUpId and (r.created_at, r.id) < (@at, @id)
        order by r.created_at desc, r.id desc
        limit @limit
        """;

    public async Task<Result<Page<RefundResponse>>> Handle(ListRefundsQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        await using var connection = await database.OpenAsync(cancellationToken);
        var isOwn = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from top_ups where id = @topUpId and user_id = @userId)",
            new { query.TopUpId, userId = caller.Id },
            cancellationToken: cancellationToken));
        if (!isOwn)
            return PaymentErrors.TopUpNotFound;
        var rows = await connection.QueryAsync<RefundResponse>(new CommandDefinition(
            Sql,
            new
            {
                query.TopUpId,
                currency = Money.Currency,
                at = after?.At ?? DateTimeOffset.MaxValue.ToUniversalTime(),
                id = after?.Id ?? long.MaxValue,
                limit = query.Page.Size + 1,
            },
            cancellationToken: cancellationToken));
        return Page<RefundResponse>.Of(rows.AsList(), query.Page.Size, refund => new TimeCursor(refund.CreatedAt, refund.Id));
    }
}
