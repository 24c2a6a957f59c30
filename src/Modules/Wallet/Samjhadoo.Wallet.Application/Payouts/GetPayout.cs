using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Application.Payouts;

internal sealed record GetPayoutQuery(long Id) : IQuery<PayoutResponse>;

internal sealed class GetPayoutHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<GetPayoutQuery, PayoutResponse>
{
    private const string Sql =
        $"""
        -- GetPayout
        select {PayoutResponse.Columns}
        from payouts p
        where p.id = @id and p.user_id = @userId
        """;

    public async Task<Result<PayoutResponse>> Handle(GetPayoutQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var payout = await connection.QuerySingleOrDefaultAsync<PayoutResponse>(
            new CommandDefinition(Sql, new { id = query.Id, userId = caller.Id }, cancellationToken: cancellationToken));
        return payout is null ? PaymentErrors.PayoutNotFound : payout;
    }
}
