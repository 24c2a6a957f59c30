using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.TopUps;

namespace Samjhadoo.Wallet.Application.TopUps;

/// <summary>The gateway has an order for this top-up.</summary>
internal sealed record RecordOrderCommand(long TopUpId, GatewayOrder Order) : ICommand<Done>;

internal sealed class RecordOrderHandler(ITopUpRepository topUps, TimeProvider time) : ICommandHandler<RecordOrderCommand, Done>
{
    public async Task<Result<Done>> Handle(RecordOrderCommand command, CancellationToken cancellationToken)
    {
        if (await topUps.LockAsync(command.TopUpId, cancellationToken) is not { } topUp)
            return PaymentErrors.TopUpNotFound;
        topUp.Ordered(command.Order.Id, command.Order.CheckoutUrl, time.GetUtcNow());
        return Done.Value;
    }
}
