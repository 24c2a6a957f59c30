using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Limits;

namespace Samjhadoo.Wallet.Application.Limits;

/// <summary>What a user may still move today.</summary>
internal sealed record GetLimitsQuery : IQuery<LimitsResponse>
{
    /// <summary>Whose; the caller's when null.</summary>
    public long? UserId { get; init; }
}

/// <param name="ResetsAt">The next midnight in India.</param>
internal sealed record LimitsResponse(IReadOnlyList<LimitResponse> Items, DateTimeOffset ResetsAt);

/// <param name="Limit">Rupees a day.</param>
/// <param name="IsPersonal">True where an admin has set it for this user.</param>
internal sealed record LimitResponse(LimitKind Kind, Money Limit, Money Used, Money Left, bool IsPersonal, string Currency);

internal sealed class GetLimitsHandler(IReadDatabase database, ICurrentUser caller, DailyLimitOptions options, TimeProvider time)
    : IQueryHandler<GetLimitsQuery, LimitsResponse>
{
    internal const string Sql =
        """
        -- GetLimits
        select k.kind, l.amount, case k.kind
            -- Orders count, as they do where one is opened.
            when 'TOP_UP' then (
                select coalesce(sum(p.amount), 0.00)
                from top_ups p
                where p.user_id = @userId and p.created_at >= @since and p.status <> 'EXPIRED')
            else (
                select coalesce(-sum(e.amount), 0.00)
                from entries e
                join transactions t on t.id = e.transaction_id
                where e.account_id = (select id from wallets where user_id = @userId)
                  and e.created_at >= @since and t.kind = k.kind and e.amount < 0)
        end as used
        from unnest(@kinds) as k (kind)
        left join limits l on l.user_id = @userId and l.kind = k.kind
        """;

    public async Task<Result<LimitsResponse>> Handle(GetLimitsQuery query, CancellationToken cancellationToken)
    {
        var since = IndianDay.StartOf(time.GetUtcNow());
        var kinds = Enum.GetValues<LimitKind>().ToDictionary(kind => Words.Of(kind));
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Kind, decimal? Amount, decimal Used)>(new CommandDefinition(
            Sql, new { userId = query.UserId ?? caller.Id, since, kinds = kinds.Keys.ToArray() }, cancellationToken: cancellationToken));
        return new LimitsResponse([.. rows.Select(row => Of(kinds[row.Kind], row.Amount, Money.Rupees(row.Used)))], since.AddDays(1));
    }

    private LimitResponse Of(LimitKind kind, decimal? personal, Money used)
    {
        var limit = personal is { } amount ? Money.Rupees(amount) : options.Of(kind);
        return new(kind, limit, used, limit > used ? limit - used : Money.Zero, personal is not null, Money.Currency);
    }
}
