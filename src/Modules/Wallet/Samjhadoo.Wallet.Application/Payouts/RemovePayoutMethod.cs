using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>Forgets an account of the caller's.</summary>
internal sealed record RemovePayoutMethodCommand(long Id) : ICommand<Done>;

internal sealed class RemovePayoutMethodHandler(IPayoutMethodRepository methods, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<RemovePayoutMethodCommand, Done>
{
    public async Task<Result<Done>> Handle(RemovePayoutMethodCommand command, CancellationToken cancellationToken)
    {
        if (await methods.FindAsync(command.Id, caller.Id, cancellationToken) is not { } method)
            return PaymentErrors.PayoutMethodNotFound;
        if (await methods.IsInUseAsync(method.Id, cancellationToken))
            return PaymentErrors.PayoutMethodInUse;
        method.Remove(time.GetUtcNow());
        return Done.Value;
    }
}
