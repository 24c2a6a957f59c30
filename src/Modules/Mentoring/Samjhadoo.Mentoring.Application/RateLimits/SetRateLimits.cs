using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.RateLimits;

/// <summary>Sets the limits of new rates; rates that mentors have stay as they are.</summary>
internal sealed record SetRateLimitsCommand(Money Minimum, Money Maximum) : ICommand<RateLimitsResponse>
{
    [JsonIgnore]
    public int? ExpectedVersion { get; init; }
}

internal sealed class SetRateLimitsValidator : AbstractValidator<SetRateLimitsCommand>
{
    public SetRateLimitsValidator()
    {
        RuleFor(command => command.Minimum).GreaterThan(Money.Zero).LessThanOrEqualTo(Money.Rupees(1_000_000));
        RuleFor(command => command.Maximum).LessThanOrEqualTo(Money.Rupees(1_000_000)).GreaterThanOrEqualTo(command => command.Minimum);
    }
}

internal sealed class SetRateLimitsHandler(IRateLimits limits, IUserReplica users, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<SetRateLimitsCommand, RateLimitsResponse>
{
    public async Task<Result<RateLimitsResponse>> Handle(SetRateLimitsCommand command, CancellationToken cancellationToken)
    {
        await users.EnsureAsync(caller.Id, cancellationToken);
        var current = await limits.LockAsync(cancellationToken);
        if (current.OutOfDate(command.ExpectedVersion) is { } outOfDate)
            return outOfDate;
        current.Set(command.Minimum, command.Maximum, caller.Id, time.GetUtcNow());
        return RateLimitsResponse.Of(current);
    }
}
