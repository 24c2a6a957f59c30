using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;

namespace Samjhadoo.Wallet.Application.TopUps;

/// <summary>The caller's top-ups, newest first.</summary>
internal sealed record ListTopUpsQuery(PageRequest Page) : IQuery<Page<TopUpResponse>>;

internal sealed class ListTopUpsHandler(IReadDatabase database, PaymentGateways gateways, ICurrentUser caller) : IQueryHandler<ListTopUpsQuery, Page<TopUpResponse>>
{
    private const string Sql =
        $"""
        -- ListTopUps
        select {TopUpRow.Columns}
        from top_ups
        where user_id = @userId and (created_at, id) < (@at, @id)
        order by created_at desc, id desc
        limit @limit
        """;

    public async Task<Result<Page<TopUpResponse>>> Handle(ListTopUpsQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<TopUpRow>(new CommandDefinition(
            Sql,
            new
            {
                userId = caller.Id,
                at = after?.At ?? DateTimeOffset.MaxValue.ToUniversalTime(),
                id = after?.Id ?? long.MaxValue,
                limit = query.Page.Size + 1,
            },
            cancellationToken: cancellationToken));
        return Page<TopUpResponse>.Of([.. rows.Select(row => TopUpResponse.Of(row, gateways))], query.Page.Size, topUp => new TimeCursor(topUp.CreatedAt, topUp.Id));
    }
}
