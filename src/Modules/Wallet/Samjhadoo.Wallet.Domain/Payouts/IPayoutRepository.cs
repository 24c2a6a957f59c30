namespace Samjhadoo.Wallet.Domain.Payouts;

internal interface IPayoutRepository
{
    Task<Payout?> LockAsync(long id, CancellationToken cancellationToken);

    /// <summary>By the gateway's id, or by our key where its answer was lost.</summary>
    Task<Payout?> LockByGatewayAsync(string gateway, string gatewayPayoutId, string? key, CancellationToken cancellationToken);

    Task<IReadOnlyList<Payout>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    void Add(Payout payout);
}

internal interface IPayoutMethodRepository
{
    /// <summary>A method of the user's that is not removed.</summary>
    Task<PayoutMethod?> FindAsync(long id, long userId, CancellationToken cancellationToken);

    /// <summary>The method of a payout, removed or not.</summary>
    Task<PayoutMethod?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>How many the user has; no other one is added meanwhile.</summary>
    Task<int> LockCountAsync(long userId, CancellationToken cancellationToken);

    void Add(PayoutMethod method);

    /// <summary>True while a payout to it may still be sent.</summary>
    Task<bool> IsInUseAsync(long id, CancellationToken cancellationToken);

    Task<KycRecord?> FindKycAsync(long userId, CancellationToken cancellationToken);

    void Add(KycRecord record);
}
