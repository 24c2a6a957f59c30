using System.Collections.Concurrent;
using Samjhadoo.Shared.Application.Users;

namespace Samjhadoo.Shared.Infrastructure.Security;

/// <summary>What the API knows of logins without asking Postgres; Postgres is the truth.</summary>
internal sealed class SessionCache(TimeProvider time) : ISessionCache
{
    private static readonly TimeSpan LocalLifetime = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<long, LocalEntry> _local = new();

    /// <summary>The login when it is active, otherwise null.</summary>
    public async Task<SessionState?> FindAsync(long sessionId, ISessionDirectory? directory, CancellationToken cancellationToken)
    {
        if (_local.TryGetValue(sessionId, out var entry) && time.GetElapsedTime(entry.At) < LocalLifetime && entry.State is not null)
            return entry.State;
        if (directory is null)
            return null;

        var state = await directory.FindAsync(sessionId, cancellationToken);
        if (state is not null)
            _local[sessionId] = new(state, time.GetTimestamp());
        return state;
    }

    public Task ForgetAsync(IReadOnlyCollection<long> sessionIds, CancellationToken cancellationToken)
    {
        foreach (var id in sessionIds)
            _local.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    private readonly record struct LocalEntry(SessionState? State, long At);
}
