using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Audit;
using Samjhadoo.Wallet.Application.Transactions;
using Samjhadoo.Wallet.Domain.Audit;

namespace Samjhadoo.Wallet.Application.Administration;

/// <summary>A user's statement for an admin; that somebody looked is written down.</summary>
internal sealed record GetUserStatementFlow(long UserId, StatementFilter Filter, PageRequest Page) : IFlow<Page<TransactionResponse>>;

internal sealed class GetUserStatementHandler(ISender sender) : IFlowHandler<GetUserStatementFlow, Page<TransactionResponse>>
{
    public async Task<Result<Page<TransactionResponse>>> Handle(GetUserStatementFlow request, CancellationToken cancellationToken)
    {
        var recorded = await sender.SendAsync(new RecordAuditCommand(AuditAction.StatementRead, request.UserId), cancellationToken);
        return recorded.IsFailure
            ? recorded.Error
            : await sender.SendAsync(new GetStatementQuery(request.Filter, request.Page) { UserId = request.UserId }, cancellationToken);
    }
}
