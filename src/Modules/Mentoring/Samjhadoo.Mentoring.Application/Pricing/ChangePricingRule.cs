using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Pricing;

/// <summary>Changes a percentage for the quotes made from now on; the reason goes into the audit trail.</summary>
internal sealed record ChangePricingRuleCommand(decimal Percent, string Reason) : ICommand<PricingRuleResponse>
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public int? ExpectedVersion { get; init; }
}

internal sealed class ChangePricingRuleValidator : AbstractValidator<ChangePricingRuleCommand>
{
    public ChangePricingRuleValidator()
    {
        RuleFor(command => command.Percent).InclusiveBetween(0, 150)
            .Must(percent => decimal.Round(percent, 2) == percent).WithErrorCode("percent_decimals").WithMessage("must have at most two decimals");
        RuleFor(command => command.Reason).NotEmpty().MaximumLength(PricingRule.ReasonLength);
    }
}

internal sealed class ChangePricingRuleHandler(IPricing pricing, IUserReplica users, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<ChangePricingRuleCommand, PricingRuleResponse>
{
    public async Task<Result<PricingRuleResponse>> Handle(ChangePricingRuleCommand command, CancellationToken cancellationToken)
    {
        if (await pricing.LockRuleAsync(command.Id, cancellationToken) is not { } rule || !await users.EnsureAsync(caller.Id, cancellationToken))
            return PricingErrors.RuleNotFound;
        if (rule.OutOfDate(command.ExpectedVersion) is { } outOfDate)
            return outOfDate;
        var change = rule.Change(command.Percent, command.Reason, caller.Id, time.GetUtcNow());
        if (change.IsFailure)
            return change.Error;
        pricing.Add(change.Value);
        return new PricingRuleResponse(rule.Id, Words.Of(rule.Kind), rule.Key, rule.Percent, rule.Version, rule.UpdatedAt);
    }
}
