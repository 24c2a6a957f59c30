using Dapper;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Application.Transactions;

/// <summary>Movements of a wallet, newest first, in the ledger's own order: the balance after each row follows from the row before.</summary>
internal sealed record GetStatementQuery(StatementFilter Filter, PageRequest Page) : IQuery<Page<TransactionResponse>>
{
    /// <summary>Whose wallet; the caller's when null.</summary>
    public long? UserId { get; init; }
}

/// <summary>Which movements; what is null does not matter. Amounts are without sign.</summary>
internal sealed record StatementFilter(
    string? Kind = null,
    string? Direction = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    decimal? MinAmount = null,
    decimal? MaxAmount = null,
    long? CounterpartyId = null,
    string? Reference = null);

internal sealed class GetStatementValidator : AbstractValidator<GetStatementQuery>
{
    public GetStatementValidator()
    {
        RuleFor(query => query.Filter.Kind).OneOf(Words.All(typeof(TransactionKind))).OverridePropertyName("kind");
        RuleFor(query => query.Filter.Direction).OneOf(["IN", "OUT"]).OverridePropertyName("direction");
        RuleFor(query => query.Filter.To).GreaterThan(query => query.Filter.From).When(query => query.Filter.From is not null).OverridePropertyName("to");
        RuleFor(query => query.Filter.MinAmount).InclusiveBetween(0, 99_999_999.99m).OverridePropertyName("minAmount");
        RuleFor(query => query.Filter.MaxAmount).InclusiveBetween(0, 99_999_999.99m).OverridePropertyName("maxAmount");
        RuleFor(query => query.Filter.CounterpartyId).GreaterThan(0).OverridePropertyName("counterpartyId");
        RuleFor(query => query.Filter.Reference).Length(1, 100).OverridePropertyName("reference");
    }
}

internal sealed class GetStatementHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<GetStatementQuery, Page<TransactionResponse>>
{
    // What nearly everybody asks is not put together each time.
    private static readonly StatementFilter Everything = new();
    private static readonly string Newest = SqlOf(Everything, after: null);
    private static readonly string Older = SqlOf(Everything, new TimeCursor(default, 0));

    public async Task<Result<Page<TransactionResponse>>> Handle(GetStatementQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        var filter = query.Filter;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<TransactionResponse>(new CommandDefinition(
            filter != Everything ? SqlOf(filter, after) : after is null ? Newest : Older,
            new
            {
                userId = query.UserId ?? caller.Id,
                after?.At,
                after?.Id,
                filter.Kind,
                filter.From,
                filter.To,
                filter.MinAmount,
                filter.MaxAmount,
                filter.CounterpartyId,
                filter.Reference,
                limit = query.Page.Size + 1,
            },
            cancellationToken: cancellationToken));
        return Page<TransactionResponse>.Of(rows.AsList(), query.Page.Size, row => new TimeCursor(row.CreatedAt, row.Id));
    }

    // Only what is asked for, so that each shape has a plan that fits it. The page is cut before anything is joined to it that
    // does not choose rows, and the primary key (account_id, created_at, id) gives it in order. The cursor names the transaction,
    // in which a wallet has one entry.
    internal static string SqlOf(StatementFilter filter, TimeCursor? after) =>
        $"""
        -- GetStatement
        {TransactionResponse.Columns}
        from (
            select e.id, e.created_at, e.transaction_id, e.amount, e.promo_amount, e.balance_after
            from entries e
            {(filter is { Kind: null, Reference: null } ? "" : "join transactions c on c.id = e.transaction_id")}
            where e.account_id = (select id from wallets where user_id = @userId)
              {(after is null ? "" : "and (e.created_at, e.id) < (@at, (select id from entries where transaction_id = @id and account_id = (select id from wallets where user_id = @userId)))")}
              {(filter.Kind is null ? "" : "and c.kind = @kind")}
              {(filter.Direction is null ? "" : filter.Direction == "IN" ? "and e.amount > 0" : "and e.amount < 0")}
              {(filter.From is null ? "" : "and e.created_at >= @from")}
              {(filter.To is null ? "" : "and e.created_at < @to")}
              {(filter.MinAmount is null ? "" : "and abs(e.amount) >= @minAmount")}
              {(filter.MaxAmount is null ? "" : "and abs(e.amount) <= @maxAmount")}
              {(filter.Reference is null ? "" : "and c.reference = @reference")}
              {(filter.CounterpartyId is null ? "" : "and exists (select from entries o where o.transaction_id = e.transaction_id and o.account_id <> e.account_id and o.account_id = (select id from wallets where user_id = @counterpartyId))")}
            order by e.created_at desc, e.id desc
            limit @limit
        ) e
        {TransactionResponse.Joins}
        order by e.created_at desc, e.id desc
        """;
}
