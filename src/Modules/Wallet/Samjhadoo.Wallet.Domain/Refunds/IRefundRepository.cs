namespace Samjhadoo.Wallet.Domain.Refunds;

internal interface IRefundRepository
{
    Task<Refund?> LockAsync(long id, CancellationToken cancellationToken);

    Task<Refund?> LockByGatewayIdAsync(string gateway, string gatewayRefundId, CancellationToken cancellationToken);

    Task<IReadOnlyList<Refund>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    void Add(Refund refund);
}
