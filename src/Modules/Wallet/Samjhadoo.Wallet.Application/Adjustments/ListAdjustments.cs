using Dapper;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Audit;
using Samjhadoo.Wallet.Domain.Adjustments;
using Samjhadoo.Wallet.Domain.Audit;

namespace Samjhadoo.Wallet.Application.Adjustments;

/// <summary>Adjustments, newest first: all, those in one state, or one user's; that somebody looked is written down.</summary>
internal sealed record ListAdjustmentsFlow(string? Status, long? UserId, PageRequest Page) : IFlow<Page<AdjustmentResponse>>;

internal sealed class ListAdjustmentsValidator : AbstractValidator<ListAdjustmentsFlow>
{
    public ListAdjustmentsValidator()
    {
        RuleFor(flow => flow.Status).OneOf(Words.All(typeof(AdjustmentStatus)));
        RuleFor(flow => flow.UserId).GreaterThan(0);
    }
}

internal sealed class ListAdjustmentsHandler(IReadDatabase database, ISender sender) : IFlowHandler<ListAdjustmentsFlow, Page<AdjustmentResponse>>
{
    public async Task<Result<Page<AdjustmentResponse>>> Handle(ListAdjustmentsFlow request, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(request.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        var recorded = await sender.SendAsync(new RecordAuditCommand(AuditAction.AdjustmentsRead, request.UserId), cancellationToken);
        if (recorded.IsFailure)
            return recorded.Error;

        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<AdjustmentRow>(new CommandDefinition(
            $"""
            -- ListAdjustments
            {AdjustmentRow.Select}
            where true
              {(request.Status is null ? "" : "and status = @Status")}
              {(request.UserId is null ? "" : "and user_id = @UserId")}
              {(after is null ? "" : "and (proposed_at, id) < (@At, @Id)")}
            order by proposed_at desc, id desc
            limit @limit
            """,
            new { request.Status, request.UserId, after?.At, after?.Id, limit = request.Page.Size + 1 },
            cancellationToken: cancellationToken));
        return Page<AdjustmentResponse>.Of([.. rows.Select(row => row.ToResponse())], request.Page.Size, row => new TimeCursor(row.ProposedAt, row.Id));
    }
}

/// <summary>A row of <c>adjustment_approvals</c>.</summary>
internal sealed record AdjustmentRow(
    long Id,
    long UserId,
    string Kind,
    Money Amount,
    string? Reason,
    string Status,
    long ProposedBy,
    DateTimeOffset ProposedAt,
    long? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? DecisionReason,
    long? TransactionId,
    int Version)
{
    public const string Select =
        """
        select id, user_id, kind, amount, reason, status, proposed_by, proposed_at, decided_by, decided_at, decision_reason, transaction_id, version
        from adjustment_approvals
        """;

    public AdjustmentResponse ToResponse() => new(
        Id, UserId, Word<AdjustmentKind>(Kind), Amount, Money.Currency, Reason, Word<AdjustmentStatus>(Status), ProposedBy, ProposedAt, DecidedBy, DecidedAt, DecisionReason,
        TransactionId, Version);

    private static T Word<T>(string word)
        where T : struct, Enum => Enum.GetValues<T>().Single(member => Words.Of(member) == word);
}
