using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Audit;
using Samjhadoo.Wallet.Domain.Audit;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>Everybody's payouts, newest first; that somebody looked is written down.</summary>
internal sealed record ListAllPayoutsFlow(string? Status, PageRequest Page) : IFlow<Page<PayoutResponse>>;

internal sealed class ListAllPayoutsHandler(ISender sender) : IFlowHandler<ListAllPayoutsFlow, Page<PayoutResponse>>
{
    public async Task<Result<Page<PayoutResponse>>> Handle(ListAllPayoutsFlow flow, CancellationToken cancellationToken)
    {
        var recorded = await sender.SendAsync(new RecordAuditCommand(AuditAction.PayoutsRead, UserId: null), cancellationToken);
        return recorded.IsFailure
            ? recorded.Error
            : await sender.SendAsync(new ListPayoutsQuery(flow.Status, OfEverybody: true, flow.Page), cancellationToken);
    }
}
