using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Application.Limits;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Ledger;
using Samjhadoo.Wallet.Domain.Limits;

namespace Samjhadoo.Wallet.Application.Transfers;

internal sealed record TransferFundsCommand(long ToUserId, Money Amount, string? Note = null) : IPostingCommand<TransferResponse>;

internal sealed record TransferResponse(
    long Id, long ToUserId, Money Amount, string Currency, string? Note, Money Balance, DateTimeOffset CreatedAt);

internal sealed class TransferFundsValidator : AbstractValidator<TransferFundsCommand>
{
    public TransferFundsValidator()
    {
        RuleFor(command => command.ToUserId).GreaterThan(0);
        RuleFor(command => command.Amount).GreaterThanOrEqualTo(Money.FromPaise(1)).LessThanOrEqualTo(Money.Rupees(99_999_999.99m));
        RuleFor(command => command.Note).NotEmpty().MaximumLength(200).When(command => command.Note is not null);
    }
}

internal sealed class TransferFundsHandler(
    ILedger ledger, DailyLimitOptions limits, ICurrentUser caller, IRequestInfo request, IRequestKey key, TimeProvider time)
    : ICommandHandler<TransferFundsCommand, TransferResponse>
{
    public async Task<Result<TransferResponse>> Handle(TransferFundsCommand command, CancellationToken cancellationToken)
    {
        if (command.ToUserId == caller.Id)
            return await ledger.RefuseAsync(WalletErrors.SelfTransfer, key.Current, cancellationToken);

        var id = await ledger.NextTransactionIdAsync(cancellationToken);
        var posting = Posting.Transfer(id, caller.Id, command.ToUserId, command.Amount) with
        {
            ActorId = caller.Id,
            RequestId = request.RequestId,
            Note = command.Note,
            Limit = new(limits.Of(LimitKind.Transfer), IndianDay.StartOf(time.GetUtcNow())),
        };
        var receipt = await ledger.PostAsync(posting, WalletEvent.Of(posting), key.Current, cancellationToken);
        // A repetition has the same body, so command and stored receipt together render the same answer again.
        return receipt.Map(posted => new TransferResponse(
            posted.TransactionId, command.ToUserId, command.Amount, Money.Currency, command.Note, posted.Balances[caller.Id], posted.At));
    }
}
