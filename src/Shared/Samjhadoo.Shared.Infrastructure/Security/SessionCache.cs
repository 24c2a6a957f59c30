using System.Globalization;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Infrastructure.Caching;
using Samjhadoo.Shared.Infrastructure.Hosting;
using StackExchange.Redis;

namespace Samjhadoo.Shared.Infrastructure.Security;

/// <summary>
/// What the API knows of logins without asking Postgres, which is the truth. Redis keeps it for all hosts; while it is away this
/// process does for a second. A host that is alone on its database, as it must be without Redis, hears of every revocation itself
/// and keeps what it knows for as long as Redis would.
/// </summary>
internal sealed class SessionCache(Redis redis, HostLease lease, TimeProvider time) : ISessionCache
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan KnownWithoutRedisFor = TimeSpan.FromSeconds(1);

    // Longer than a request may take: one that read the login before its revocation must not put it back after.
    private static readonly TimeSpan ForgottenFor = TimeSpan.FromSeconds(15);
    private static readonly RedisValue Forgotten = "-";

    // Hosts' clocks may be this far apart.
    private static readonly long Slack = (long)TimeSpan.FromSeconds(2).TotalMilliseconds;

    private readonly ShortLived<(long Session, int AloneSince), Known> _local = new();

    /// <summary>The login when it is active, otherwise null.</summary>
    public async Task<SessionState?> FindAsync(long sessionId, ISessionDirectory? directory, CancellationToken cancellationToken)
    {
        if (directory is null)
            return null;
        var answer = await redis.AskAsync(database => database.StringGetAsync(redis.Key("session", sessionId)));
        if (!answer.Came)
            return await FindLocallyAsync(sessionId, directory, cancellationToken);
        if (Read(sessionId, answer.Value) is { } known)
            return known.WrittenAt > redis.LostAt + Slack ? known.State : await FindLocallyAsync(sessionId, directory, cancellationToken);

        var state = await directory.FindAsync(sessionId, cancellationToken);
        if (state is not null && answer.Value.IsNull)
            await redis.AskAsync(database => database.StringSetAsync(redis.Key("session", sessionId), Write(state), KnownFor, When.NotExists));
        return state;
    }

    public async Task ForgetAsync(IReadOnlyCollection<long> sessionIds, CancellationToken cancellationToken)
    {
        foreach (var id in sessionIds)
            _local.Set((id, lease.AloneSince), Known.Nothing, ForgottenFor);
        if (redis.IsConfigured && !await TryForgetAsync(sessionIds))
            _ = ForgetLaterAsync(sessionIds);
    }

    private async Task<bool> TryForgetAsync(IReadOnlyCollection<long> sessionIds)
    {
        var answers = await Task.WhenAll(sessionIds.Select(id =>
            redis.AskAsync(database => database.StringSetAsync(redis.Key("session", id), Forgotten, ForgottenFor))));
        return answers.All(answer => answer.Came);
    }

    // Redis may come back with what it knew before; what it knew ends by itself after its lifetime.
    private async Task ForgetLaterAsync(IReadOnlyCollection<long> sessionIds)
    {
        for (var until = Environment.TickCount64 + (long)KnownFor.TotalMilliseconds; Environment.TickCount64 < until;)
        {
            await Task.Delay(KnownWithoutRedisFor / 2);
            if (await TryForgetAsync(sessionIds))
                return;
        }
    }

    // What was known before the lease was lost is not found under the next one's number: another host may have ended it meanwhile.
    private async Task<SessionState?> FindLocallyAsync(long sessionId, ISessionDirectory directory, CancellationToken cancellationToken)
    {
        var aloneSince = lease.AloneSince;
        if (_local.Find((sessionId, aloneSince))?.State is { } known)
            return known;
        var state = await directory.FindAsync(sessionId, cancellationToken);
        if (state is not null)
            _local.FindOrAdd((sessionId, aloneSince), new Known(state, 0), aloneSince > 0 ? KnownFor : KnownWithoutRedisFor);
        return state;
    }

    private RedisValue Write(SessionState state) => string.Create(
        CultureInfo.InvariantCulture,
        $"{state.UserId} {state.Role} {state.ExpiresAt.ToUnixTimeMilliseconds()} {state.ConfirmedAt.ToUnixTimeMilliseconds()} {time.GetUtcNow().ToUnixTimeMilliseconds()}");

    private static Known? Read(long sessionId, RedisValue value) =>
        ((string?)value)?.Split(' ') is [var user, var role, var expires, var confirmed, var written]
            ? new Known(new SessionState(sessionId, Number(user), role, Instant(expires), Instant(confirmed)), Number(written))
            : null;

    private static DateTimeOffset Instant(string text) => DateTimeOffset.FromUnixTimeMilliseconds(Number(text));

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Known(SessionState? State, long WrittenAt)
    {
        public static Known Nothing { get; } = new(null, 0);
    }
}
