using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;
using Samjhadoo.Shared.Application.Pipeline;
using StackExchange.Redis;

namespace Samjhadoo.Shared.Infrastructure.Caching;

/// <summary>What Redis said, or that it did not answer.</summary>
internal readonly record struct RedisAnswer<T>(bool Came, T Value);

/// <summary>
/// Redis as something one can do without: no call waits longer than a quarter of a second, and after one that failed the next
/// is tried a second later by a single request while all others go on without it.
/// </summary>
internal sealed partial class Redis
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly Counter<long> Unanswered =
        Telemetry.Meter.CreateCounter<long>("samjhadoo.redis.unanswered", description: "Calls of Redis that were not answered in time");

    private readonly IConnectionMultiplexer? _connection;
    private readonly ILogger<Redis> _logger;
    private readonly TimeProvider _time;
    private readonly string _prefix;
    private long _retryAt;
    private long _lostAt = long.MinValue;

    public Redis(IConfiguration configuration, TimeProvider time, ILogger<Redis> logger, IConnectionMultiplexer? connection = null)
    {
        _connection = connection;
        _time = time;
        _logger = logger;

        // Two databases may share one Redis; their ids are not the same things.
        _prefix = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Samjhadoo")).Database ?? "samjhadoo";
    }

    /// <summary>False where no Redis is configured.</summary>
    public bool IsConfigured => _connection is not null;

    /// <summary>True when the last call was answered.</summary>
    public bool IsAnswering => IsConfigured && Interlocked.Read(ref _retryAt) == 0;

    /// <summary>When a call was last not answered, in Unix milliseconds.</summary>
    public long LostAt => Interlocked.Read(ref _lostAt);

    /// <summary>This application's name for a key.</summary>
    public RedisKey Key(string kind, object id) => $"{_prefix}:{kind}:{id}";

    /// <summary>Sends a command. Calls made without awaiting the one before travel together.</summary>
    public async Task<RedisAnswer<T>> AskAsync<T>(Func<IDatabase, Task<T>> command)
    {
        if (_connection is null || !MayTry())
            return default;
        try
        {
            var value = await command(_connection.GetDatabase()).WaitAsync(Patience);
            if (Interlocked.Exchange(ref _retryAt, 0) != 0)
                Back();
            return new(true, value);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            Unanswered.Add(1);
            Interlocked.Exchange(ref _lostAt, _time.GetUtcNow().ToUnixTimeMilliseconds());
            if (Interlocked.Exchange(ref _retryAt, Environment.TickCount64 + (long)Pause.TotalMilliseconds) == 0)
                Lost(exception.GetType().Name);
            return default;
        }
    }

    private bool MayTry()
    {
        var retryAt = Interlocked.Read(ref _retryAt);
        if (retryAt == 0)
            return true;
        var now = Environment.TickCount64;
        return now >= retryAt && Interlocked.CompareExchange(ref _retryAt, now + (long)Pause.TotalMilliseconds, retryAt) == retryAt;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Redis does not answer ({Reason}); going on without it")]
    private partial void Lost(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis answers again")]
    private partial void Back();
}
