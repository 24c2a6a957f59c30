using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Administration;
using Samjhadoo.Wallet.Domain.Adjustments;

namespace Samjhadoo.Wallet.Application.Adjustments;

/// <summary>Puts a balance right: at once up to a limit, by the word of a second admin above it.</summary>
/// <param name="Amount">Above zero into the wallet, below zero out of it.</param>
internal sealed record ProposeAdjustmentCommand(Money Amount, string Reason) : ICommand<AdjustmentResponse>
{
    [JsonIgnore]
    public long UserId { get; init; }
}

internal sealed class ProposeAdjustmentValidator : AbstractValidator<ProposeAdjustmentCommand>
{
    public ProposeAdjustmentValidator()
    {
        RuleFor(command => command.Amount).NotEqual(Money.Zero).InclusiveBetween(Money.Rupees(-99_999_999.99m), Money.Rupees(99_999_999.99m));
        RuleFor(command => command.Reason).Reason();
    }
}

internal sealed class ProposeAdjustmentHandler(AdjustmentDesk desk) : ICommandHandler<ProposeAdjustmentCommand, AdjustmentResponse>
{
    public Task<Result<AdjustmentResponse>> Handle(ProposeAdjustmentCommand command, CancellationToken cancellationToken) =>
        desk.TakeAsync(command.UserId, AdjustmentKind.Correction, command.Amount, command.Reason, cancellationToken);
}
