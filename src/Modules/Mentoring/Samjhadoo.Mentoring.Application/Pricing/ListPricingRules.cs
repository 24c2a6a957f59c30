using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Pricing;

/// <summary>All rules that prices are computed by; there are about a dozen, so they are one page.</summary>
internal sealed record ListPricingRulesQuery : IQuery<Page<PricingRuleResponse>>;

internal sealed record PricingRuleResponse(long Id, string Kind, string Key, decimal Percent, int Version, DateTimeOffset UpdatedAt) : IVersioned;

internal sealed class ListPricingRulesHandler(IReadDatabase database) : IQueryHandler<ListPricingRulesQuery, Page<PricingRuleResponse>>
{
    private const string Sql =
        """
        -- ListPricingRules
        select id, kind, key, percent, version, updated_at
        from pricing_rules
        order by kind, key
        limit 100
        """;

    public async Task<Result<Page<PricingRuleResponse>>> Handle(ListPricingRulesQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rules = await connection.QueryAsync<PricingRuleResponse>(new CommandDefinition(Sql, cancellationToken: cancellationToken));
        return new Page<PricingRuleResponse>([.. rules], null);
    }
}
