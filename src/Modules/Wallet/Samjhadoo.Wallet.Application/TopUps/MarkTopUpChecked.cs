using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.TopUps;

namespace Samjhadoo.Wallet.Application.TopUps;

/// <summary>The gateway has said all it knows of the order for now; an old order expires here.</summary>
internal sealed record MarkTopUpCheckedCommand(long Id) : ICommand<Done>;

internal sealed class MarkTopUpCheckedHandler(ITopUpRepository topUps, TimeProvider time) : ICommandHandler<MarkTopUpCheckedCommand, Done>
{
    public async Task<Result<Done>> Handle(MarkTopUpCheckedCommand command, CancellationToken cancellationToken)
    {
        if (await topUps.LockAsync(command.Id, cancellationToken) is not { } topUp)
            return PaymentErrors.TopUpNotFound;
        topUp.Checked(time.GetUtcNow());
        return Done.Value;
    }
}
