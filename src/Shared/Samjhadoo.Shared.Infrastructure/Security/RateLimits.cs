using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Samjhadoo.Shared.Infrastructure.Caching;

namespace Samjhadoo.Shared.Infrastructure.Security;

/// <summary>How routes limit the number of requests beyond what every caller may send.</summary>
public static class RateLimitedRoutes
{
    /// <summary>
    /// Lets a caller (the user, or the address of somebody who is not logged in) send this many requests a minute to all routes
    /// that carry the name. <c>RateLimits:&lt;name&gt;</c> overrides the number.
    /// </summary>
    public static TBuilder RateLimited<TBuilder>(this TBuilder route, string name, int perMinute = 20)
        where TBuilder : IEndpointConventionBuilder
        => route.WithMetadata(new RateLimitMetadata(name, perMinute));

    /// <summary>Leaves a route out of every limit: for what machines ask, such as health and metrics.</summary>
    internal static TBuilder Unlimited<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder
        => route.WithMetadata(new UnlimitedMetadata());
}

internal sealed record RateLimitMetadata(string Name, int PerMinute);

internal sealed record UnlimitedMetadata;

/// <summary>How one request stands to one limit.</summary>
/// <param name="Limit">Requests a window.</param>
/// <param name="Used">Requests of this window, with this one.</param>
/// <param name="Reset">When the window ends.</param>
internal readonly record struct RateUse(int Limit, long Used, TimeSpan Reset)
{
    public long Remaining => Math.Max(0, Limit - Used);

    public bool IsExceeded => Used > Limit;

    public string Seconds => Math.Max(1, (long)Math.Ceiling(Reset.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// Counts requests in windows of a minute that start with a caller's first request: in Redis for all hosts together, in this
/// process while there is no Redis.
/// </summary>
internal sealed class RateLimits(Redis redis, IConfiguration configuration, IHostEnvironment environment)
{
    private const string Count =
        """
        local used = redis.call('incr', KEYS[1])
        local left = redis.call('pttl', KEYS[1])
        if left < 0 then
            left = tonumber(ARGV[1])
            redis.call('pexpire', KEYS[1], left)
        end
        return { used, left }
        """;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ShortLived<string, Counter> _local = new();
    private readonly ConcurrentDictionary<string, int> _configured = new();

    // Tests come from one address; those of the limits themselves set the factor to 1.
    private readonly int _factor = configuration.GetValue("RateLimits:Factor", environment.IsEnvironment("Testing") ? 1000 : 1);

    /// <summary>Counts a request of this caller against every limit that it falls under; the tightest comes back.</summary>
    public async Task<RateUse?> CountAsync(HttpContext context, string? userId)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<UnlimitedMetadata>() is not null)
            return null;

        var address = AddressOf(context.Connection.RemoteIpAddress);
        var counts = new List<Task<RateUse>>(3) { CountAsync("ip", address, 3000) };
        if (userId is not null)
            counts.Add(CountAsync("user", userId, 600));
        if (endpoint?.Metadata.GetMetadata<RateLimitMetadata>() is { } named)
            counts.Add(CountAsync(named.Name, userId ?? address, named.PerMinute));
        return (await Task.WhenAll(counts)).MinBy(use => (use.Remaining, -use.Used));
    }

    private async Task<RateUse> CountAsync(string name, string caller, int perMinute)
    {
        var limit = _configured.GetOrAdd(name, _ => configuration.GetValue($"RateLimits:{name}", perMinute) * _factor);
        var answer = await redis.AskAsync(database =>
            database.ScriptEvaluateAsync(Count, [redis.Key($"rate:{name}", caller)], [(long)Window.TotalMilliseconds]));
        if (answer.Came)
            return new(limit, (long)answer.Value[0], TimeSpan.FromMilliseconds((long)answer.Value[1]));

        var counter = _local.FindOrAdd($"{name}:{caller}", new Counter(Window), Window);
        return new(limit, counter.Next(), counter.Left);
    }

    // Whoever has an IPv6 address has 2^64 of them.
    private static string AddressOf(IPAddress? address)
    {
        if (address is null)
            return "none";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private sealed class Counter(TimeSpan window)
    {
        private readonly long _until = Environment.TickCount64 + (long)window.TotalMilliseconds;
        private long _used;

        public TimeSpan Left => TimeSpan.FromMilliseconds(Math.Max(0, _until - Environment.TickCount64));

        public long Next() => Interlocked.Increment(ref _used);
    }
}
