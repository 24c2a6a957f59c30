using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Application.TopUps;

/// <summary>Orders money into the caller's wallet; a flow, since the gateway is asked between two transactions.</summary>
internal sealed record RequestTopUpFlow(Money Amount) : IFlow<TopUpResponse>;

internal sealed class RequestTopUpValidator : AbstractValidator<RequestTopUpFlow>
{
    public RequestTopUpValidator() =>
        RuleFor(flow => flow.Amount).GreaterThanOrEqualTo(Money.Rupees(1)).LessThanOrEqualTo(Money.Rupees(500_000));
}

internal sealed class RequestTopUpHandler(ISender sender, PaymentGateways gateways, IRequestKey key) : IFlowHandler<RequestTopUpFlow, TopUpResponse>
{
    public async Task<Result<TopUpResponse>> Handle(RequestTopUpFlow flow, CancellationToken cancellationToken)
    {
        if (gateways.Current is not { } gateway)
            return PaymentErrors.GatewayUnavailable;
        var opened = await sender.SendAsync(new OpenTopUpCommand(flow.Amount, gateway.Name, key.Reference), cancellationToken);
        if (opened.IsFailure)
            return opened.Error;

        // A repetition after a crash finds the row; an order it does not know of is never shown to anybody, so nobody pays it.
        if (!opened.Value.HasOrder)
        {
            var order = await gateway.CreateOrderAsync($"topup-{opened.Value.Id}", flow.Amount, cancellationToken);
            if (order.IsFailure)
                return order.Error;
            var recorded = await sender.SendAsync(new RecordOrderCommand(opened.Value.Id, order.Value), cancellationToken);
            if (recorded.IsFailure)
                return recorded.Error;
        }

        return await sender.SendAsync(new GetTopUpQuery(opened.Value.Id), cancellationToken);
    }
}
