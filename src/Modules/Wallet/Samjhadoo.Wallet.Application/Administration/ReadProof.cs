using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Audit;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Domain.Audit;

namespace Samjhadoo.Wallet.Application.Administration;

/// <summary>The proof of the books for an admin; that somebody asked for it is written down.</summary>
internal sealed record ReadProofFlow : IFlow<LedgerProof>;

internal sealed class ReadProofHandler(ISender sender) : IFlowHandler<ReadProofFlow, LedgerProof>
{
    public async Task<Result<LedgerProof>> Handle(ReadProofFlow request, CancellationToken cancellationToken)
    {
        var recorded = await sender.SendAsync(new RecordAuditCommand(AuditAction.LedgerProved, UserId: null), cancellationToken);
        return recorded.IsFailure ? recorded.Error : await sender.SendAsync(new ProveLedgerQuery(), cancellationToken);
    }
}
