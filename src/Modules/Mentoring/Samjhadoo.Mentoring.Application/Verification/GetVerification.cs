using Dapper;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Verification;

/// <summary>The caller's newest request.</summary>
internal sealed record GetVerificationQuery : IQuery<VerificationResponse>;

internal sealed class GetVerificationHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<GetVerificationQuery, VerificationResponse>
{
    private const string Sql =
        $"""
        -- Mentoring.GetVerification
        select {VerificationRow.Columns}
        from verification_requests
        where mentor_id = @id
        order by created_at desc, id desc
        limit 1
        """;

    public async Task<Result<VerificationResponse>> Handle(GetVerificationQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<VerificationRow>(new CommandDefinition(Sql, new { caller.Id }, cancellationToken: cancellationToken)) is { } row
            ? row.ToResponse()
            : MentorErrors.VerificationNotFound;
    }
}
