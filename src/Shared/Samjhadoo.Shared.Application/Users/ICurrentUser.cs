namespace Samjhadoo.Shared.Application.Users;

/// <summary>Who sends the request: always from the token, never from the body.</summary>
public interface ICurrentUser
{
    /// <summary>False for anonymous callers.</summary>
    bool IsAuthenticated { get; }

    /// <summary>The caller's id; asking for it where nobody is logged in is a bug.</summary>
    long Id { get; }

    /// <summary>The login this token belongs to.</summary>
    long SessionId { get; }

    /// <summary>USER, MENTOR or ADMIN.</summary>
    string Role { get; }
}

/// <summary>What is known of the request beside its content. Not for logs: addresses are personal data.</summary>
public interface IRequestInfo
{
    /// <summary>The caller's <c>X-Request-Id</c>, or one made here.</summary>
    string RequestId { get; }

    /// <summary>The caller's address behind known proxies, or null outside HTTP.</summary>
    string? IpAddress { get; }

    /// <summary>The caller's <c>User-Agent</c>, at most 300 characters, or null.</summary>
    string? UserAgent { get; }

    /// <summary>The best of en, hi, bn, ta, te for the caller's <c>Accept-Language</c>.</summary>
    string Language { get; }
}

/// <summary>The state of a login as the API checks it on every request.</summary>
/// <param name="SessionId">The login.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Role">The user's role now.</param>
/// <param name="ExpiresAt">When the login ends by itself.</param>
/// <param name="ConfirmedAt">When the person last proved who they are.</param>
public sealed record SessionState(long SessionId, long UserId, string Role, DateTimeOffset ExpiresAt, DateTimeOffset ConfirmedAt);

/// <summary>The durable truth about logins. Implemented by Identity; asked when the cache does not know.</summary>
public interface ISessionDirectory
{
    /// <summary>The login when it and its user are active, otherwise null.</summary>
    Task<SessionState?> FindAsync(long sessionId, CancellationToken cancellationToken);
}

/// <summary>The cached state of logins, checked on every authenticated request.</summary>
public interface ISessionCache
{
    /// <summary>Forgets logins so that the next request reads the durable truth. Called after the revocation has committed.</summary>
    Task ForgetAsync(IReadOnlyCollection<long> sessionIds, CancellationToken cancellationToken);
}
