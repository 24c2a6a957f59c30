using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Administration;
using Samjhadoo.Wallet.Domain.Adjustments;

namespace Samjhadoo.Wallet.Application.Adjustments;

/// <summary>Gives promo money: at once up to a limit, by the word of a second admin above it.</summary>
internal sealed record CreditPromoCommand(Money Amount, string Reason) : ICommand<AdjustmentResponse>
{
    [JsonIgnore]
    public long UserId { get; init; }
}

internal sealed class CreditPromoValidator : AbstractValidator<CreditPromoCommand>
{
    public CreditPromoValidator()
    {
        RuleFor(command => command.Amount).InclusiveBetween(Money.FromPaise(1), Money.Rupees(99_999_999.99m));
        RuleFor(command => command.Reason).Reason();
    }
}

internal sealed class CreditPromoHandler(AdjustmentDesk desk) : ICommandHandler<CreditPromoCommand, AdjustmentResponse>
{
    public Task<Result<AdjustmentResponse>> Handle(CreditPromoCommand command, CancellationToken cancellationToken) =>
        desk.TakeAsync(command.UserId, AdjustmentKind.PromoCredit, command.Amount, command.Reason, cancellationToken);
}
