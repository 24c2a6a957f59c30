using System.Runtime.CompilerServices;
using Dapper;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Transactions;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Application.Statements;

/// <summary>A wallet's movements of a period that has passed. It closes with the balance after its last row.</summary>
internal sealed record Statement(long WalletId, string Holder, string TimeZone, DateTimeOffset? From, DateTimeOffset To, Money Opening);

/// <summary>
/// Reads statements to be written out whole. Rows come page by page, each in a short statement of its own, so that a reader
/// who is slow holds neither a connection nor a snapshot.
/// </summary>
internal sealed class StatementBook(IReadDatabase database, ICurrentUser caller)
{
    internal const string OpenSql =
        """
        -- OpenStatement
        select w.id as wallet_id, coalesce(u.name, u.username) as holder, u.time_zone, @from::timestamptz as "from", least(@to::timestamptz, now()) as "to",
               coalesce(before.balance_after, 0.00) as opening
        from wallets w
        join users u on u.id = w.user_id
        left join lateral (
            select e.balance_after
            from entries e
            where e.account_id = w.id and e.created_at < @from::timestamptz
            order by e.created_at desc, e.id desc
            limit 1
        ) before on true
        where w.user_id = @userId
        """;

    internal const string LinesSql =
        $"""
        -- StatementLines
        {TransactionResponse.Columns}
        from (
            select e.id, e.created_at, e.transaction_id, e.amount, e.promo_amount, e.balance_after
            from entries e
            where e.account_id = @WalletId
              and (e.created_at, e.id) > (@at, coalesce((select id from entries where transaction_id = @id and account_id = @WalletId), 0))
              and e.created_at < @To
            order by e.created_at, e.id
            limit @PageSize
        ) e
        {TransactionResponse.Joins}
        order by e.created_at, e.id
        """;

    private const int PageSize = 500;

    /// <summary>The statement from <paramref name="from"/>, or since the wallet was opened, up to but not including <paramref name="to"/>, at most now.</summary>
    public async Task<Result<Statement>> OpenAsync(DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        if (from >= to)
            return Error.Invalid(new FieldError("to", "not_above", "is too small") { Arguments = new Dictionary<string, string> { ["limit"] = "from" } });
        await using var connection = await database.OpenAsync(cancellationToken);
        var statement = await connection.QuerySingleOrDefaultAsync<Statement>(new CommandDefinition(
            OpenSql, new { userId = caller.Id, from, to }, cancellationToken: cancellationToken));
        return statement is null ? WalletErrors.NotFound : statement;
    }

    /// <summary>The statement's rows, oldest first.</summary>
    public async IAsyncEnumerable<TransactionResponse> LinesAsync(Statement statement, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (TransactionResponse? last = null; ;)
        {
            var lines = await PageAsync(statement, last, cancellationToken);
            foreach (var line in lines)
                yield return line;
            if (lines.Count < PageSize)
                break;
            last = lines[^1];
        }
    }

    private async Task<List<TransactionResponse>> PageAsync(Statement statement, TransactionResponse? last, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<TransactionResponse>(new CommandDefinition(
            LinesSql,
            new
            {
                statement.WalletId,
                // Nothing is before the ledger.
                at = last?.CreatedAt ?? statement.From ?? DateTimeOffset.UnixEpoch,
                id = last?.Id ?? 0,
                statement.To,
                PageSize,
            },
            cancellationToken: cancellationToken))).AsList();
    }
}
