using Dapper;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>Payouts, newest first: the caller's, or everybody's for an admin.</summary>
internal sealed record ListPayoutsQuery(string? Status, bool OfEverybody, PageRequest Page) : IQuery<Page<PayoutResponse>>;

internal sealed class ListPayoutsValidator : AbstractValidator<ListPayoutsQuery>
{
    public ListPayoutsValidator() => RuleFor(query => query.Status).OneOf([.. Words.All(typeof(PayoutStatus))]);
}

internal sealed class ListPayoutsHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<ListPayoutsQuery, Page<PayoutResponse>>
{
    public async Task<Result<Page<PayoutResponse>>> Handle(ListPayoutsQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<PayoutResponse>(new CommandDefinition(
            SqlOf(query),
            new
            {
                userId = caller.Id,
                query.Status,
                at = after?.At ?? DateTimeOffset.MaxValue.ToUniversalTime(),
                id = after?.Id ?? long.MaxValue,
                limit = query.Page.Size + 1,
            },
            cancellationToken: cancellationToken));
        return Page<PayoutResponse>.Of(rows.AsList(), query.Page.Size, payout => new TimeCursor(payout.RequestedAt, payout.Id));
    }

    // Only the filters that are asked for, so that each shape has a plan that fits it.
    private static string SqlOf(ListPayoutsQuery query) =>
        $"""
        -- ListPayouts
        select {PayoutResponse.Columns}
        from payouts p
        where (p.requested_at, p.id) < (@at, @id)
          {(query.OfEverybody ? "" : "and p.user_id = @userId")}
          {(query.Status is null ? "" : "and p.status = @status")}
        order by p.requested_at desc, p.id desc
        limit @limit
        """;
}
