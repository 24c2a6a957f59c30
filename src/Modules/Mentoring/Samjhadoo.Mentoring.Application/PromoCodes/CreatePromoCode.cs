using FluentValidation;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Mentoring.Domain.PromoCodes;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.PromoCodes;

/// <summary>Makes a promo code: a percentage, with a most in rupees if wanted, or an amount.</summary>
internal sealed record CreatePromoCodeCommand(
    string Code,
    decimal? Percent = null,
    Money? Amount = null,
    Money? MaxDiscount = null,
    int? MaxRedemptions = null,
    int MaxPerUser = 1,
    DateTimeOffset? ValidFrom = null,
    DateTimeOffset? ValidUntil = null) : ICommand<PromoCodeResponse>;

internal sealed record PromoCodeResponse(
    long Id,
    string Code,
    decimal? Percent,
    Money? Amount,
    Money? MaxDiscount,
    int? MaxRedemptions,
    int MaxPerUser,
    int Redeemed,
    DateTimeOffset ValidFrom,
    DateTimeOffset? ValidUntil,
    bool IsActive,
    int Version,
    DateTimeOffset CreatedAt) : IVersioned
{
    public static PromoCodeResponse Of(PromoCode code) => new(
        code.Id, code.Code, code.Percent, code.Amount, code.MaxDiscount, code.MaxRedemptions, code.MaxPerUser, code.Redeemed,
        code.ValidFrom, code.ValidUntil, code.IsActive, code.Version, code.CreatedAt);
}

internal sealed class CreatePromoCodeValidator : AbstractValidator<CreatePromoCodeCommand>
{
    public CreatePromoCodeValidator()
    {
        RuleFor(command => command.Code).NotEmpty().MaximumLength(PromoCode.CodeLength).Matches("^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$");
        RuleFor(command => command.Percent).GreaterThan(0).LessThanOrEqualTo(100)
            .Must(percent => percent is null || decimal.Round(percent.Value, 2) == percent).WithErrorCode("percent_decimals").WithMessage("must have at most two decimals");
        RuleFor(command => command.Percent).Must((command, percent) => (percent is null) != (command.Amount is null))
            .WithErrorCode("percent_or_amount").WithMessage("give either a percentage or an amount");
        RuleFor(command => command.Amount).GreaterThanOrEqualTo(Money.FromPaise(1)).LessThanOrEqualTo(Money.Rupees(100_000));
        RuleFor(command => command.MaxDiscount).GreaterThanOrEqualTo(Money.FromPaise(1)).LessThanOrEqualTo(Money.Rupees(100_000));
        RuleFor(command => command.MaxRedemptions).GreaterThan(0);
        RuleFor(command => command.MaxPerUser).InclusiveBetween(1, 1000);
    }
}

internal sealed class CreatePromoCodeHandler(IPromoCodes promoCodes, IUserReplica users, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<CreatePromoCodeCommand, PromoCodeResponse>
{
    public async Task<Result<PromoCodeResponse>> Handle(CreatePromoCodeCommand command, CancellationToken cancellationToken)
    {
        await users.EnsureAsync(caller.Id, cancellationToken);
        var now = time.GetUtcNow();
        var code = new PromoCode(
            command.Code,
            new Promotion(command.Percent, command.Amount, command.MaxDiscount),
            command.MaxRedemptions,
            command.MaxPerUser,
            command.ValidFrom ?? now,
            command.ValidUntil,
            caller.Id,
            now);
        promoCodes.Add(code);
        return PromoCodeResponse.Of(code);
    }
}
