namespace Samjhadoo.Identity.Domain.Sessions;

internal interface ISessionRepository
{
    /// <summary>Adds a new session with its first token; it has its id afterwards.</summary>
    void Add(Session session, byte[] token);

    void Add(RefreshToken token);

    /// <summary>The session of the token with this hash and the token, locked until the transaction ends.</summary>
    Task<(Session Session, RefreshToken Token)?> LockByTokenAsync(byte[] hash, CancellationToken cancellationToken);

    Task<Session?> FindAsync(long id, long userId, CancellationToken cancellationToken);

    /// <summary>Ends the user's live sessions, all but one if so wished, now and not at the save; their ids.</summary>
    Task<IReadOnlyList<long>> RevokeAllAsync(long userId, long? except, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The ids of the user's live sessions.</summary>
    Task<IReadOnlyList<long>> LiveAsync(long userId, DateTimeOffset now, CancellationToken cancellationToken);
}
