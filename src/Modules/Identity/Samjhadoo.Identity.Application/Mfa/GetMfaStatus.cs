using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Mfa;

internal sealed record GetMfaStatusQuery : IQuery<MfaStatusResponse>;

internal sealed record MfaStatusResponse(bool Enabled, DateTimeOffset? EnabledAt, int RecoveryCodesLeft);

internal sealed class GetMfaStatusHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<GetMfaStatusQuery, MfaStatusResponse>
{
    private const string Sql =
        """
        -- Identity.GetMfaStatus
        select true as enabled,
               confirmed_at as enabled_at,
               (select count(*)::int from recovery_codes where recovery_codes.user_id = authenticators.user_id and used_at is null) as recovery_codes_left
        from authenticators
        where user_id = @userId and confirmed_at is not null
        """;

    public async Task<Result<MfaStatusResponse>> Handle(GetMfaStatusQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<MfaStatusResponse>(new CommandDefinition(Sql, new { UserId = caller.Id }, cancellationToken: cancellationToken))
            ?? new MfaStatusResponse(false, null, 0);
    }
}
