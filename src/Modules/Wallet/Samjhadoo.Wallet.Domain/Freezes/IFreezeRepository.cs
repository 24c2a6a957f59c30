namespace Samjhadoo.Wallet.Domain.Freezes;

internal interface IFreezeRepository
{
    /// <summary>Freezes or thaws the wallet under its lock. The number of the wallet's next event, or null when it is in that state or does not exist.</summary>
    Task<long?> SetFrozenAsync(long userId, bool frozen, CancellationToken cancellationToken);

    /// <summary>The freeze the wallet is under.</summary>
    Task<Freeze?> FindOpenAsync(long userId, CancellationToken cancellationToken);

    void Add(Freeze freeze);
}
