using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Audit;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Audit;

namespace Samjhadoo.Wallet.Application.Adjustments;

/// <summary>One adjustment; that somebody looked is written down.</summary>
internal sealed record GetAdjustmentFlow(long Id) : IFlow<AdjustmentResponse>;

internal sealed class GetAdjustmentHandler(IReadDatabase database, ISender sender) : IFlowHandler<GetAdjustmentFlow, AdjustmentResponse>
{
    public async Task<Result<AdjustmentResponse>> Handle(GetAdjustmentFlow request, CancellationToken cancellationToken)
    {
        AdjustmentRow? row;
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            row = await connection.QuerySingleOrDefaultAsync<AdjustmentRow>(new CommandDefinition(
                $"""
                -- GetAdjustment
                {AdjustmentRow.Select}
                where id = @Id
                """,
                new { request.Id },
                cancellationToken: cancellationToken));
        }

        if (row is null)
            return WalletErrors.AdjustmentNotFound;
        var recorded = await sender.SendAsync(new RecordAuditCommand(AuditAction.AdjustmentsRead, row.UserId), cancellationToken);
        return recorded.Map(_ => row.ToResponse());
    }
}
