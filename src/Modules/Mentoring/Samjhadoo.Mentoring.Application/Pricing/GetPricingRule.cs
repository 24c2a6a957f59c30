using Dapper;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Pricing;

internal sealed record GetPricingRuleQuery(long Id) : IQuery<PricingRuleResponse>;

internal sealed class GetPricingRuleHandler(IReadDatabase database) : IQueryHandler<GetPricingRuleQuery, PricingRuleResponse>
{
    private const string Sql =
        """
        -- GetPricingRule
        select id, kind, key, percent, version, updated_at
        from pricing_rules
        where id = @Id
        """;

    public async Task<Result<PricingRuleResponse>> Handle(GetPricingRuleQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rule = await connection.QuerySingleOrDefaultAsync<PricingRuleResponse>(new CommandDefinition(Sql, query, cancellationToken: cancellationToken));
        return rule is null ? PricingErrors.RuleNotFound : rule;
    }
}
