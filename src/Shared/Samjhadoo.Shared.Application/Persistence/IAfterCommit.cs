namespace Samjhadoo.Shared.Application.Persistence;

/// <summary>
/// What a command wants done once its transaction has committed: forgetting a cached value, waking a worker. It is a hint,
/// since a host may die in between; what must happen travels through the outbox.
/// </summary>
public interface IAfterCommit
{
    /// <summary>Runs <paramref name="action"/> after the commit; never when the command is refused or fails.</summary>
    void Add(Func<Task> action);
}
