using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Administration;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Audit;
using Samjhadoo.Wallet.Domain.Limits;

namespace Samjhadoo.Wallet.Application.Limits;

/// <summary>Gives a user daily limits of their own; null gives the configured one back.</summary>
internal sealed record SetLimitsCommand(Money? Transfer, Money? TopUp, Money? Payout, string Reason) : ICommand<Done>
{
    [JsonIgnore]
    public long UserId { get; init; }
}

internal sealed class SetLimitsValidator : AbstractValidator<SetLimitsCommand>
{
    private static readonly Money Most = Money.Rupees(99_999_999.99m);

    public SetLimitsValidator()
    {
        RuleFor(command => command.Transfer).InclusiveBetween(Money.Zero, Most);
        RuleFor(command => command.TopUp).InclusiveBetween(Money.Zero, Most);
        RuleFor(command => command.Payout).InclusiveBetween(Money.Zero, Most);
        RuleFor(command => command.Reason).Reason();
    }
}

internal sealed class SetLimitsHandler(ILimitRepository limits, AdminWallets wallets, IAuditLog audit, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<SetLimitsCommand, Done>
{
    public async Task<Result<Done>> Handle(SetLimitsCommand command, CancellationToken cancellationToken)
    {
        if (await wallets.ObjectionAsync(command.UserId, cancellationToken) is { } objection)
            return objection;
        (LimitKind Kind, Money? Amount)[] wanted = [(LimitKind.Transfer, command.Transfer), (LimitKind.TopUp, command.TopUp), (LimitKind.Payout, command.Payout)];
        foreach (var (kind, amount) in wanted)
            await limits.SetAsync(command.UserId, kind, amount, command.Reason.Trim(), caller.Id, time.GetUtcNow(), cancellationToken);
        audit.Add(AuditAction.LimitsChanged, command.UserId);
        return Done.Value;
    }
}
