using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Skills;

/// <summary>The taxonomy by category and name; a mentor chooses from it, search filters by it.</summary>
internal sealed record ListSkillsQuery(PageRequest Page) : IQuery<Page<SkillResponse>>;

internal sealed record SkillCursor(string Category, string Name, long Id);

internal sealed class ListSkillsHandler(IReadDatabase database) : IQueryHandler<ListSkillsQuery, Page<SkillResponse>>
{
    public async Task<Result<Page<SkillResponse>>> Handle(ListSkillsQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<SkillCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            -- Mentoring.ListSkills
            select id, slug, name, category, aliases, is_active, version
            from skills
            where is_active {(after is null ? "" : "and (category, name, id) > (@category, @name, @id)")}
            order by category, name, id
            limit @limit
            """,
            new { after?.Category, after?.Name, after?.Id, Limit = query.Page.Size + 1 },
            cancellationToken: cancellationToken));
        return Page<SkillResponse>.Of(
            [.. rows.Select(row => new SkillResponse(row.Id, row.Slug, row.Name, row.Category, row.Aliases, row.IsActive, row.Version))],
            query.Page.Size,
            skill => new SkillCursor(skill.Category, skill.Name, skill.Id));
    }

    // Dapper does not take an array's column for an array's parameter by itself.
    [method: ExplicitConstructor]
    private sealed record Row(long Id, string Slug, string Name, string Category, string[] Aliases, bool IsActive, int Version);
}
