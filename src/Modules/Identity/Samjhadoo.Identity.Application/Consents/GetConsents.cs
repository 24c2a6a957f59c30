using Dapper;
using Samjhadoo.Identity.Domain.Consents;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Consents;

/// <summary>Every purpose, with what the caller last said to it.</summary>
internal sealed record GetConsentsQuery : IQuery<ConsentsResponse>;

internal sealed record ConsentsResponse(IReadOnlyList<ConsentResponse> Items);

/// <summary>What stands for one purpose.</summary>
/// <param name="CurrentVersion">The version of the text shown today.</param>
/// <param name="Required">True where there is no account without it.</param>
/// <param name="Granted">False also where nothing was said yet.</param>
/// <param name="Version">The version of the text the last word was about; null where nothing was said yet.</param>
internal sealed record ConsentResponse(
    ConsentPurpose Purpose, string CurrentVersion, bool Required, bool Granted, string? Version, DateTimeOffset? RecordedAt);

internal sealed class GetConsentsHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<GetConsentsQuery, ConsentsResponse>
{
    private const string Sql =
        """
        -- Identity.GetConsents
        select distinct on (purpose) purpose, version, granted, recorded_at
        from consent_records
        where user_id = @userId
        order by purpose, recorded_at desc, id desc
        """;

    public async Task<Result<ConsentsResponse>> Handle(GetConsentsQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var said = (await connection.QueryAsync<Row>(new CommandDefinition(Sql, new { UserId = caller.Id }, cancellationToken: cancellationToken)))
            .ToDictionary(row => row.Purpose);
        return new ConsentsResponse([.. Enum.GetValues<ConsentPurpose>().Select(purpose => Of(purpose, said.GetValueOrDefault(Words.Of(purpose))))]);
    }

    private static ConsentResponse Of(ConsentPurpose purpose, Row? said) => new(
        purpose, ConsentTexts.VersionOf(purpose), ConsentTexts.IsRequired(purpose), said?.Granted ?? false, said?.Version, said?.RecordedAt);

    private sealed record Row(string Purpose, string Version, bool Granted, DateTimeOffset RecordedAt);
}
