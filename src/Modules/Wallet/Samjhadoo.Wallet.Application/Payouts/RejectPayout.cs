using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Contracts.Events;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Audit;
using Samjhadoo.Wallet.Domain.Ledger;
using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>An admin's no; the money goes back into the wallet.</summary>
internal sealed record RejectPayoutCommand(string Reason) : ICommand<PayoutResponse>
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class RejectPayoutValidator : AbstractValidator<RejectPayoutCommand>
{
    public RejectPayoutValidator() => RuleFor(command => command.Reason).NotEmpty().Length(3, 200);
}

internal sealed class RejectPayoutHandler(
    IPayoutRepository payouts, ILedger ledger, IOutbox outbox, IAuditLog audit, ICurrentUser caller, IRequestInfo request, TimeProvider time)
    : ICommandHandler<RejectPayoutCommand, PayoutResponse>
{
    public async Task<Result<PayoutResponse>> Handle(RejectPayoutCommand command, CancellationToken cancellationToken)
    {
        if (await payouts.LockAsync(command.Id, cancellationToken) is not { } payout)
            return PaymentErrors.PayoutNotFound;
        if (payout.Reject(caller.Id, command.Reason, time.GetUtcNow()) is { } refusal)
            return refusal;

        var posting = Posting.PayoutReversed(
            await ledger.NextTransactionIdAsync(cancellationToken), payout.UserId, payout.Amount, $"payout:{payout.Id}", payout.TransactionId) with
        {
            ActorId = caller.Id,
            RequestId = request.RequestId,
        };
        var receipt = await ledger.PostAsync(posting, WalletEvent.Of(posting), key: null, cancellationToken);
        if (receipt.IsFailure)
            return receipt.Error;
        audit.Add(AuditAction.PayoutRejected, payout.UserId, $"payout:{payout.Id}");
        outbox.Add(payout, new PayoutFailed(payout.UserId, payout.Id, receipt.Value.TransactionId, payout.Amount.Amount, Money.Currency, "rejected"));
        outbox.Add(payout, new NotificationRequested(
            payout.UserId,
            "wallet.payout_rejected",
            new Dictionary<string, string> { ["amount"] = payout.Amount.ToString(), ["reason"] = command.Reason },
            $"/wallet/payouts/{payout.Id}"));
        return PayoutResponse.Of(payout);
    }
}
