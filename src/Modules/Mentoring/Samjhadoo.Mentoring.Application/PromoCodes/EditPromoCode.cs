using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.PromoCodes;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.PromoCodes;

/// <summary>Changes a code's limits or switches it off; what it takes off a price stays, since quotes were made with it.</summary>
internal sealed record EditPromoCodeCommand(Optional<int?> MaxRedemptions, Optional<DateTimeOffset?> ValidUntil, Optional<bool> IsActive) : ICommand<PromoCodeResponse>
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public int? ExpectedVersion { get; init; }
}

internal sealed class EditPromoCodeValidator : AbstractValidator<EditPromoCodeCommand>
{
    public EditPromoCodeValidator() =>
        RuleFor(command => command.MaxRedemptions.Or(null)).GreaterThan(0).OverridePropertyName(nameof(EditPromoCodeCommand.MaxRedemptions));
}

internal sealed class EditPromoCodeHandler(IPromoCodes promoCodes) : ICommandHandler<EditPromoCodeCommand, PromoCodeResponse>
{
    public async Task<Result<PromoCodeResponse>> Handle(EditPromoCodeCommand command, CancellationToken cancellationToken)
    {
        if (await promoCodes.LockAsync(command.Id, cancellationToken) is not { } code)
            return PromoCodeErrors.NotFound;
        if (code.OutOfDate(command.ExpectedVersion) is { } outOfDate)
            return outOfDate;
        code.Edit(command.MaxRedemptions.Or(code.MaxRedemptions), command.ValidUntil.Or(code.ValidUntil), command.IsActive.Or(code.IsActive));
        return PromoCodeResponse.Of(code);
    }
}
