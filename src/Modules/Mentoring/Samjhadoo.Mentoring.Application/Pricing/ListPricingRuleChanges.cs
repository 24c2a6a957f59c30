using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Pricing;

/// <summary>Who changed a rule, when, from what to what and why; newest first.</summary>
internal sealed record ListPricingRuleChangesQuery(long Id, PageRequest Page) : IQuery<Page<PricingRuleChangeResponse>>;

internal sealed record PricingRuleChangeResponse(long Id, decimal Before, decimal After, string Reason, long AdminId, DateTimeOffset ChangedAt);

internal sealed class ListPricingRuleChangesHandler(IReadDatabase database) : IQueryHandler<ListPricingRuleChangesQuery, Page<PricingRuleChangeResponse>>
{
    private const string Sql =
        """
        -- ListPricingRuleChanges
        select id, before, after, reason, admin_id, changed_at
        from pricing_rule_changes
        where rule_id = @ruleId and (@at::timestamptz is null or (changed_at, id) < (@at, @id))
        order by changed_at desc, id desc
        limit @limit
        """;

    public async Task<Result<Page<PricingRuleChangeResponse>>> Handle(ListPricingRuleChangesQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<PricingRuleChangeResponse>(new CommandDefinition(
            Sql,
            new { ruleId = query.Id, at = after?.At, id = after?.Id, limit = query.Page.Size + 1 },
            cancellationToken: cancellationToken));
        return Page<PricingRuleChangeResponse>.Of(rows.AsList(), query.Page.Size, row => new TimeCursor(row.ChangedAt, row.Id));
    }
}
