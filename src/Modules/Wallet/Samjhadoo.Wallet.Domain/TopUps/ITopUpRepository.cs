using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Domain.TopUps;

internal interface ITopUpRepository
{
    Task<TopUp?> FindByReferenceAsync(long userId, string reference, CancellationToken cancellationToken);

    Task<TopUp?> LockAsync(long id, CancellationToken cancellationToken);

    Task<TopUp?> LockByOrderAsync(string gateway, string orderId, CancellationToken cancellationToken);

    /// <summary>What the user has ordered since then and paid or may still pay; no other order of this user is made meanwhile.</summary>
    Task<Money> LockSumSinceAsync(long userId, DateTimeOffset since, CancellationToken cancellationToken);

    Task<bool> HasPaymentAsync(string gateway, string paymentId, CancellationToken cancellationToken);

    /// <summary>Those whose order is to be asked about, oldest first.</summary>
    Task<IReadOnlyList<TopUp>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    void Add(TopUp topUp);

    void Add(Payment payment);
}
