using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Audit;
using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>An admin's yes; the last one that is needed sends it to the gateway.</summary>
internal sealed record ApprovePayoutCommand(long Id) : ICommand<PayoutResponse>;

internal sealed class ApprovePayoutHandler(IPayoutRepository payouts, IAuditLog audit, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<ApprovePayoutCommand, PayoutResponse>
{
    public async Task<Result<PayoutResponse>> Handle(ApprovePayoutCommand command, CancellationToken cancellationToken)
    {
        if (await payouts.LockAsync(command.Id, cancellationToken) is not { } payout)
            return PaymentErrors.PayoutNotFound;
        if (payout.Approve(caller.Id, time.GetUtcNow()) is { } refusal)
            return refusal;
        audit.Add(AuditAction.PayoutApproved, payout.UserId, $"payout:{payout.Id}");
        return PayoutResponse.Of(payout);
    }
}
