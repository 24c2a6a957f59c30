using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Application.Transactions;

internal sealed record GetTransactionQuery(long Id) : IQuery<TransactionResponse>;

/// <summary>A transaction as one of its parties sees it: the amount is above zero when it came in.</summary>
internal sealed record TransactionResponse(
    long Id, string Kind, Money Amount, Money PromoAmount, Money BalanceAfter, string Currency, long? CounterpartyId, string? CounterpartyName, string? Note, DateTimeOffset CreatedAt);

internal sealed class GetTransactionHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<GetTransactionQuery, TransactionResponse>
{
    private const string Sql =
        """
        -- GetTransaction
        select t.id, t.kind, e.amount, e.promo_amount, e.balance_after, w.currency,
               other.user_id as counterparty_id, other.name as counterparty_name, n.note, t.created_at
        from wallets w
        join entries e on e.account_id = w.id
        join transactions t on t.id = e.transaction_id
        left join transaction_notes n on n.transaction_id = t.id
        left join lateral (
            select w2.user_id, coalesce(u.name, u.username) as name
            from entries e2
            join wallets w2 on w2.id = e2.account_id
            join users u on u.id = w2.user_id
            where e2.transaction_id = t.id and sign(e2.amount) <> sign(e.amount)
            order by e2.id
            limit 1
        ) other on true
        where w.user_id = @userId and e.transaction_id = @id
        """;

    public async Task<Result<TransactionResponse>> Handle(GetTransactionQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var transaction = await connection.QuerySingleOrDefaultAsync<TransactionResponse>(
            new CommandDefinition(Sql, new { userId = caller.Id, id = query.Id }, cancellationToken: cancellationToken));
        return transaction is null ? WalletErrors.TransactionNotFound : transaction;
    }
}
