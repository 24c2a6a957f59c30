using Dapper;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Audit;

namespace Samjhadoo.Wallet.Application.Audit;

/// <summary>What admins did and saw, newest first: all of it, one admin's, or what concerns one user. This read is written down too.</summary>
internal sealed record ListAuditFlow(long? ActorId, long? UserId, PageRequest Page) : IFlow<Page<AuditEntryResponse>>;

internal sealed record AuditEntryResponse(long Id, string Action, long ActorId, string? ActorName, long? UserId, string? Reference, string RequestId, DateTimeOffset OccurredAt);

internal sealed class ListAuditValidator : AbstractValidator<ListAuditFlow>
{
    public ListAuditValidator()
    {
        RuleFor(flow => flow.ActorId).GreaterThan(0);
        RuleFor(flow => flow.UserId).GreaterThan(0);
    }
}

internal sealed class ListAuditHandler(IReadDatabase database, ISender sender) : IFlowHandler<ListAuditFlow, Page<AuditEntryResponse>>
{
    public async Task<Result<Page<AuditEntryResponse>>> Handle(ListAuditFlow request, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(request.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        var recorded = await sender.SendAsync(new RecordAuditCommand(AuditAction.AuditRead, request.UserId), cancellationToken);
        if (recorded.IsFailure)
            return recorded.Error;

        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<AuditEntryResponse>(new CommandDefinition(
            $"""
            -- ListAudit
            select a.id, a.action, a.actor_id, coalesce(u.name, u.username) as actor_name, a.user_id, a.reference, a.request_id, a.occurred_at
            from audit_log a
            left join users u on u.id = a.actor_id
            where true
              {(request.ActorId is null ? "" : "and a.actor_id = @ActorId")}
              {(request.UserId is null ? "" : "and a.user_id = @UserId")}
              {(after is null ? "" : "and (a.occurred_at, a.id) < (@At, @Id)")}
            order by a.occurred_at desc, a.id desc
            limit @limit
            """,
            new { request.ActorId, request.UserId, after?.At, after?.Id, limit = request.Page.Size + 1 },
            cancellationToken: cancellationToken));
        return Page<AuditEntryResponse>.Of(rows.AsList(), request.Page.Size, row => new TimeCursor(row.OccurredAt, row.Id));
    }
}
