using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Audit;
using Samjhadoo.Wallet.Domain.Refunds;

namespace Samjhadoo.Wallet.Application.Refunds;

/// <summary>Has the gateway try once more what it could not give back and what is nobody's in the books.</summary>
internal sealed record RetryRefundCommand(long Id) : ICommand<RefundResponse>;

internal sealed class RetryRefundHandler(IRefundRepository refunds, IAuditLog audit, TimeProvider time) : ICommandHandler<RetryRefundCommand, RefundResponse>
{
    public async Task<Result<RefundResponse>> Handle(RetryRefundCommand command, CancellationToken cancellationToken)
    {
        if (await refunds.LockAsync(command.Id, cancellationToken) is not { } refund)
            return PaymentErrors.RefundNotFound;
        if (refund.Retry(time.GetUtcNow()) is { } refusal)
            return refusal;
        audit.Add(AuditAction.TopUpRefunded, refund.UserId, $"refund:{refund.Id}");
        return RefundResponse.Of(refund);
    }
}
