using Dapper;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Profiles;

internal sealed record GetPublicProfileQuery(long Id) : IQuery<PublicProfileResponse>;

/// <summary>What anybody who is logged in may see of a user.</summary>
internal sealed record PublicProfileResponse(long Id, string Username, string? Name, string? AvatarUrl, string Role, string Language, DateTimeOffset MemberSince);

internal sealed class GetPublicProfileHandler(IReadDatabase database) : IQueryHandler<GetPublicProfileQuery, PublicProfileResponse>
{
    private const string Sql =
        """
        -- Identity.GetPublicProfile
        select id, username, name, avatar_url, role, language, email_verified_at as member_since
        from users
        where id = @id and is_active and email_verified_at is not null
        """;

    public async Task<Result<PublicProfileResponse>> Handle(GetPublicProfileQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var profile = await connection.QuerySingleOrDefaultAsync<PublicProfileResponse>(new CommandDefinition(Sql, new { query.Id }, cancellationToken: cancellationToken));
        return profile is null ? IdentityErrors.UserNotFound : profile;
    }
}
