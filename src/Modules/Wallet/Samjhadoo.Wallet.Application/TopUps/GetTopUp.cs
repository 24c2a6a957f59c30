using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Application.TopUps;

internal sealed record GetTopUpQuery(long Id) : IQuery<TopUpResponse>;

internal sealed class GetTopUpHandler(IReadDatabase database, PaymentGateways gateways, ICurrentUser caller) : IQueryHandler<GetTopUpQuery, TopUpResponse>
{
    private const string Sql =
        $"""
        -- GetTopUp
        select {TopUpRow.Columns}
        from top_ups
        where id = @id and user_id = @userId
        """;

    public async Task<Result<TopUpResponse>> Handle(GetTopUpQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<TopUpRow>(
            new CommandDefinition(Sql, new { id = query.Id, userId = caller.Id }, cancellationToken: cancellationToken));
        return row is null ? PaymentErrors.TopUpNotFound : TopUpResponse.Of(row, gateways);
    }
}
