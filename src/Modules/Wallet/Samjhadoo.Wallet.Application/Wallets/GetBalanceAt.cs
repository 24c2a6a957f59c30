using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Application.Wallets;

/// <summary>The caller's balance as of an instant.</summary>
internal sealed record GetBalanceAtQuery(DateTimeOffset At) : IQuery<BalanceAtResponse>;

/// <summary>What was in the wallet.</summary>
/// <param name="At">When: the instant asked for, or now if that is still to come.</param>
internal sealed record BalanceAtResponse(Money Balance, string Currency, DateTimeOffset At);

internal sealed class GetBalanceAtHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<GetBalanceAtQuery, BalanceAtResponse>
{
    private const string Sql =
        """
        -- Wallet.GetBalanceAt
        select coalesce(
                   (select e.balance_after
                    from wallets w
                    join entries e on e.account_id = w.id
                    where w.user_id = @userId and e.created_at <= @at
                    order by e.created_at desc, e.id desc
                    limit 1), 0.00) as balance,
               @currency as currency,
               least(@at, clock_timestamp()) as at
        """;

    public async Task<Result<BalanceAtResponse>> Handle(GetBalanceAtQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleAsync<BalanceAtResponse>(new CommandDefinition(
            Sql, new { userId = caller.Id, at = query.At.ToUniversalTime(), currency = Money.Currency }, cancellationToken: cancellationToken));
    }
}
