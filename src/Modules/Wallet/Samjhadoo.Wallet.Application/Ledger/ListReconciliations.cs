using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Application.Ledger;

internal sealed record ListReconciliationsQuery(PageRequest Page) : IQuery<Page<ReconciliationResponse>>;

/// <summary>A proof that was kept.</summary>
/// <param name="Holds">The books were right.</param>
/// <param name="Wrong">How many things were not.</param>
internal sealed record ReconciliationResponse(long Id, bool Holds, long Wrong, long Transactions, Money InWallets, DateTimeOffset CreatedAt);

internal sealed class ListReconciliationsHandler(IReadDatabase database) : IQueryHandler<ListReconciliationsQuery, Page<ReconciliationResponse>>
{
    private const string Sql =
        """
        -- Wallet.ListReconciliations
        select id, holds, wrong, transactions, in_wallets, created_at
        from reconciliations
        where (created_at, id) < (@at, @id)
        order by created_at desc, id desc
        limit @limit
        """;

    public async Task<Result<Page<ReconciliationResponse>>> Handle(ListReconciliationsQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<ReconciliationResponse>(new CommandDefinition(
            Sql,
            new { At = after?.At ?? DateTimeOffset.MaxValue.ToUniversalTime(), Id = after?.Id ?? long.MaxValue, Limit = query.Page.Size + 1 },
            cancellationToken: cancellationToken));
        return Page<ReconciliationResponse>.Of(rows.AsList(), query.Page.Size, row => new TimeCursor(row.CreatedAt, row.Id));
    }
}
