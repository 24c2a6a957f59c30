using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Refunds;

namespace Samjhadoo.Wallet.Application.Refunds;

/// <summary>The gateway did not answer; it is asked again later.</summary>
internal sealed record PostponeRefundCommand(long Id) : ICommand<Done>;

internal sealed class PostponeRefundHandler(IRefundRepository refunds, TimeProvider time) : ICommandHandler<PostponeRefundCommand, Done>
{
    public async Task<Result<Done>> Handle(PostponeRefundCommand command, CancellationToken cancellationToken)
    {
        if (await refunds.LockAsync(command.Id, cancellationToken) is { IsOpen: true } refund)
            refund.Postpone(time.GetUtcNow());
        return Done.Value;
    }
}
