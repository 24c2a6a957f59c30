namespace Samjhadoo.Wallet.Domain.Adjustments;

internal interface IAdjustmentRepository
{
    void Add(Adjustment adjustment);

    /// <summary>The adjustment, locked: two admins decide one after the other.</summary>
    Task<Adjustment?> LockAsync(long id, CancellationToken cancellationToken);
}
