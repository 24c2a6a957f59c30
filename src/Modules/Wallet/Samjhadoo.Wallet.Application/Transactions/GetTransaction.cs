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
    long Id,
    string Kind,
    string? Reference,
    Money Amount,
    Money PromoAmount,
    Money BalanceAfter,
    string Currency,
    long? CounterpartyId,
    string? CounterpartyName,
    string? Note,
    DateTimeOffset CreatedAt)
{
    /// <summary>Reads responses from rows <c>e</c> of <c>entries</c>; what a party may know of the others is who they are.</summary>
    public const string Columns =
        """
        select t.id, t.kind, t.reference, e.amount, e.promo_amount, e.balance_after, 'INR' as currency,
               other.user_id as counterparty_id, other.name as counterparty_name, n.note, t.created_at
        """;

    /// <summary>What <see cref="Columns"/> needs beside <c>e</c>.</summary>
    public const string Joins =
        """
        join transactions t on t.id = e.transaction_id
        left join transaction_notes n on n.transaction_id = e.transaction_id
        left join lateral (
            select w.user_id, coalesce(u.name, u.username) as name
            from entries o
            join wallets w on w.id = o.account_id
            join users u on u.id = w.user_id
            where o.transaction_id = e.transaction_id and sign(o.amount) <> sign(e.amount)
            order by o.id
            limit 1
        ) other on true
        """;
}

internal sealed class GetTransactionHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<GetTransactionQuery, TransactionResponse>
{
    private const string Sql =
        $"""
        -- GetTransaction
        {TransactionResponse.Columns}
        from entries e
        {TransactionResponse.Joins}
        where e.transaction_id = @id and e.account_id = (select id from wallets where user_id = @userId)
        """;

    public async Task<Result<TransactionResponse>> Handle(GetTransactionQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var transaction = await connection.QuerySingleOrDefaultAsync<TransactionResponse>(
            new CommandDefinition(Sql, new { userId = caller.Id, id = query.Id }, cancellationToken: cancellationToken));
        return transaction is null ? WalletErrors.TransactionNotFound : transaction;
    }
}
