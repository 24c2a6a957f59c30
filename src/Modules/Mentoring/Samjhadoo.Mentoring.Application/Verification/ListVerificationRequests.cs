using Dapper;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Verification;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Verification;

/// <summary>Requests of one status for admins, those that wait longest first.</summary>
internal sealed record ListVerificationRequestsQuery(string? Status, PageRequest Page) : IQuery<Page<VerificationResponse>>;

internal sealed class ListVerificationRequestsValidator : AbstractValidator<ListVerificationRequestsQuery>
{
    public ListVerificationRequestsValidator() => RuleFor(query => query.Status).OneOf([.. Words.All(typeof(VerificationStatus))]);
}

internal sealed class ListVerificationRequestsHandler(IReadDatabase database) : IQueryHandler<ListVerificationRequestsQuery, Page<VerificationResponse>>
{
    public async Task<Result<Page<VerificationResponse>>> Handle(ListVerificationRequestsQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<VerificationRow>(new CommandDefinition(
            $"""
            -- Mentoring.ListVerificationRequests
            select {VerificationRow.Columns}
            from verification_requests
            where status = @status {(after is null ? "" : "and (created_at, id) > (@at, @id)")}
            order by created_at, id
            limit @limit
            """,
            new { Status = query.Status ?? "PENDING", after?.At, after?.Id, Limit = query.Page.Size + 1 },
            cancellationToken: cancellationToken));
        return Page<VerificationResponse>.Of([.. rows.Select(row => row.ToResponse())], query.Page.Size, request => new TimeCursor(request.CreatedAt, request.Id));
    }
}
