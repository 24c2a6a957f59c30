using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.__Module__.Application.Overview;

internal sealed record GetOverviewQuery : IQuery<OverviewResponse>;

internal sealed record OverviewResponse(string Module, long People);

internal sealed class GetOverviewHandler(IReadDatabase database) : IQueryHandler<GetOverviewQuery, OverviewResponse>
{
    private const string Sql =
        """
        -- __Module__.GetOverview
        select count(*)
        from users
        where is_active
        """;

    public async Task<Result<OverviewResponse>> Handle(GetOverviewQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var people = await connection.ExecuteScalarAsync<long>(new CommandDefinition(Sql, cancellationToken: cancellationToken));
        return new OverviewResponse("__Module__", people);
    }
}
