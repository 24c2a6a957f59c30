using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>The gateway did not answer; it is asked again later.</summary>
internal sealed record PostponePayoutCommand(long Id) : ICommand<Done>;

internal sealed class PostponePayoutHandler(IPayoutRepository payouts, TimeProvider time) : ICommandHandler<PostponePayoutCommand, Done>
{
    public async Task<Result<Done>> Handle(PostponePayoutCommand command, CancellationToken cancellationToken)
    {
        if (await payouts.LockAsync(command.Id, cancellationToken) is { } payout)
            payout.Postpone(time.GetUtcNow());
        return Done.Value;
    }
}
