namespace Samjhadoo.Identity.Domain.Erasures;

internal interface IErasureRepository
{
    void Add(Erasure erasure);

    Task<Erasure?> FindAsync(long userId, CancellationToken cancellationToken);

    /// <summary>The users whose data some module still holds.</summary>
    Task<IReadOnlyList<long>> UnfinishedAsync(CancellationToken cancellationToken);
}
