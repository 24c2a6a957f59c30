using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>The caller's payout methods; there are at most a handful, so one page has them all.</summary>
internal sealed record ListPayoutMethodsQuery : IQuery<Page<PayoutMethodResponse>>;

internal sealed class ListPayoutMethodsHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<ListPayoutMethodsQuery, Page<PayoutMethodResponse>>
{
    private const string Sql =
        """
        -- ListPayoutMethods
        select m.id, replace(m.kind, '_', '') as kind, a.vpa, a.account_number, a.ifsc, a.holder_name, m.created_at
        from payout_methods m
        join payout_accounts a on a.method_id = m.id
        where m.user_id = @userId and m.removed_at is null
        order by m.created_at, m.id
        limit @limit
        """;

    public async Task<Result<Page<PayoutMethodResponse>>> Handle(ListPayoutMethodsQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            Sql, new { userId = caller.Id, limit = PayoutMethod.Most }, cancellationToken: cancellationToken));
        return new Page<PayoutMethodResponse>(
            [.. rows.Select(row => new PayoutMethodResponse(
                row.Id, row.Kind, PayoutAccount.Mask(row.Vpa, row.AccountNumber, row.Ifsc), row.HolderName, row.CreatedAt))],
            NextCursor: null);
    }

    private sealed record Row(long Id, PayoutMethodKind Kind, string? Vpa, string? AccountNumber, string? Ifsc, string HolderName, DateTimeOffset CreatedAt);
}
