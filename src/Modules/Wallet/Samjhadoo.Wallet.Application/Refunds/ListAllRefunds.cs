using Dapper;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Audit;
using Samjhadoo.Wallet.Domain.Audit;
using Samjhadoo.Wallet.Domain.Refunds;

namespace Samjhadoo.Wallet.Application.Refunds;

/// <summary>Everybody's refunds, newest first; that somebody looked is written down.</summary>
internal sealed record ListAllRefundsFlow(string? Status, PageRequest Page) : IFlow<Page<RefundResponse>>;

internal sealed class ListAllRefundsValidator : AbstractValidator<ListAllRefundsFlow>
{
    public ListAllRefundsValidator() => RuleFor(flow => flow.Status).OneOf([.. Words.All(typeof(RefundStatus))]);
}

internal sealed class ListAllRefundsHandler(IReadDatabase database, ISender sender) : IFlowHandler<ListAllRefundsFlow, Page<RefundResponse>>
{
    public async Task<Result<Page<RefundResponse>>> Handle(ListAllRefundsFlow flow, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(flow.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        var recorded = await sender.SendAsync(new RecordAuditCommand(AuditAction.RefundsRead, UserId: null), cancellationToken);
        if (recorded.IsFailure)
            return recorded.Error;

        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<RefundResponse>(new CommandDefinition(
            $"""
            -- ListAllRefunds
            select r.id, r.top_up_id, r.status, replace(r.cause, '_', '') as cause, r.amount, @currency as currency, r.failure, r.created_at, r.completed_at
            from refunds r
            where (r.created_at, r.id) < (@at, @id)
              {(flow.Status is null ? "" : "and r.status = @Status")}
            order by r.created_at desc, r.id desc
            limit @limit
            """,
            new
            {
                flow.Status,
                currency = Money.Currency,
                at = after?.At ?? DateTimeOffset.MaxValue.ToUniversalTime(),
                id = after?.Id ?? long.MaxValue,
                limit = flow.Page.Size + 1,
            },
            cancellationToken: cancellationToken));
        return Page<RefundResponse>.Of(rows.AsList(), flow.Page.Size, refund => new TimeCursor(refund.CreatedAt, refund.Id));
    }
}
