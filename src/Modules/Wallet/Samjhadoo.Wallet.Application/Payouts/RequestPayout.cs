using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Application.Limits;
using Samjhadoo.Wallet.Contracts.Events;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Ledger;
using Samjhadoo.Wallet.Domain.Limits;
using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>Sends money of the caller's wallet to one of the caller's accounts; it leaves the wallet at once.</summary>
internal sealed record RequestPayoutCommand(long MethodId, Money Amount) : ICommand<PayoutResponse>;

internal sealed class RequestPayoutValidator : AbstractValidator<RequestPayoutCommand>
{
    public RequestPayoutValidator()
    {
        RuleFor(command => command.MethodId).GreaterThan(0);
        RuleFor(command => command.Amount).GreaterThanOrEqualTo(Money.Rupees(1)).LessThanOrEqualTo(Money.Rupees(99_999_999.99m));
    }
}

internal sealed class RequestPayoutHandler(
    IPayoutRepository payouts,
    IPayoutMethodRepository methods,
    PaymentGateways gateways,
    PaymentOptions options,
    DailyLimitOptions dailyLimits,
    ILedger ledger,
    IOutbox outbox,
    ICurrentUser caller,
    IRequestInfo request,
    TimeProvider time) : ICommandHandler<RequestPayoutCommand, PayoutResponse>
{
    public async Task<Result<PayoutResponse>> Handle(RequestPayoutCommand command, CancellationToken cancellationToken)
    {
        if (gateways.Current is not { CanPayOut: true } gateway)
            return PaymentErrors.GatewayUnavailable;
        var limits = options.Payouts;
        var amount = command.Amount;
        if (amount < Money.Rupees(limits.Min) || amount > Money.Rupees(limits.Max))
            return PaymentErrors.PayoutAmount.With("min", Money.Rupees(limits.Min)).With("max", Money.Rupees(limits.Max));
        if (await methods.FindAsync(command.MethodId, caller.Id, cancellationToken) is not { Account: not null } method)
            return PaymentErrors.PayoutMethodNotFound;
        var kyc = (await methods.FindKycAsync(caller.Id, cancellationToken))?.Status ?? KycStatus.None;
        if (limits.RequireKyc && kyc != KycStatus.Verified)
            return PaymentErrors.KycRequired;

        var now = time.GetUtcNow();
        var tds = Money.Round(amount.Amount * limits.TdsPercent / 100);
        var transactionId = await ledger.NextTransactionIdAsync(cancellationToken);
        var payout = new Payout(caller.Id, method.Id, amount, tds, kyc, ApprovalsFor(amount, limits), gateway.Name, transactionId, now);
        payouts.Add(payout);
        var posting = Posting.Payout(transactionId, caller.Id, amount, $"payout:{payout.Id}") with
        {
            ActorId = caller.Id,
            RequestId = request.RequestId,
            Limit = new(dailyLimits.Of(LimitKind.Payout), IndianDay.StartOf(now)),
        };
        var receipt = await ledger.PostAsync(posting, WalletEvent.Of(posting), key: null, cancellationToken);
        if (receipt.IsFailure)
            return receipt.Error;

        outbox.Add(payout, new PayoutRequested(payout.UserId, payout.Id, transactionId, amount.Amount, tds.Amount, Money.Currency));
        return PayoutResponse.Of(payout);
    }

    private static int ApprovalsFor(Money amount, PayoutOptions limits) =>
        amount > Money.Rupees(limits.SecondApprovalAbove) ? 2 : amount > Money.Rupees(limits.ApprovalAbove) ? 1 : 0;
}
