using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Application.Limits;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Limits;
using Samjhadoo.Wallet.Domain.TopUps;

namespace Samjhadoo.Wallet.Application.TopUps;

/// <summary>Writes down that the caller wants to top up, within the limits.</summary>
internal sealed record OpenTopUpCommand(Money Amount, string Gateway, string Reference) : ICommand<OpenedTopUp>;

internal sealed record OpenedTopUp(long Id, bool HasOrder);

internal sealed class OpenTopUpHandler(
    ITopUpRepository topUps, IUserReplica users, IDailyLimits dailyLimits, PaymentOptions options, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<OpenTopUpCommand, OpenedTopUp>
{
    public async Task<Result<OpenedTopUp>> Handle(OpenTopUpCommand command, CancellationToken cancellationToken)
    {
        if (await topUps.FindByReferenceAsync(caller.Id, command.Reference, cancellationToken) is { } earlier)
            return new OpenedTopUp(earlier.Id, earlier.OrderId is not null);

        var limits = options.TopUps;
        if (command.Amount < Money.Rupees(limits.Min) || command.Amount > Money.Rupees(limits.Max))
            return PaymentErrors.TopUpAmount.With("min", Money.Rupees(limits.Min)).With("max", Money.Rupees(limits.Max));
        if (!await users.EnsureAsync(caller.Id, cancellationToken))
            return WalletErrors.NotFound;
        var now = time.GetUtcNow();
        var ordered = await topUps.LockSumSinceAsync(caller.Id, IndianDay.StartOf(now), cancellationToken);
        var left = await dailyLimits.OfAsync(caller.Id, LimitKind.TopUp, cancellationToken) - ordered;
        if (command.Amount > left)
            return WalletErrors.DailyLimit.With("left", left.IsPositive ? left : Money.Zero);

        var topUp = new TopUp(caller.Id, command.Amount, command.Gateway, command.Reference, now);
        topUps.Add(topUp);
        return new OpenedTopUp(topUp.Id, HasOrder: false);
    }
}
