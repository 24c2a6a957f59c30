using Microsoft.Extensions.Caching.Distributed;
using StackExchange.Redis;

namespace Samjhadoo.Shared.Infrastructure.Caching;

/// <summary>The second level of HybridCache: a Redis that does not answer is a cache that misses.</summary>
internal sealed class RedisDistributedCache(Redis redis, TimeProvider time) : IDistributedCache
{
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
        (await redis.AskAsync(database => database.StringGetAsync(redis.Key("cache", key)))).Value;

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        var lifetime = options.AbsoluteExpirationRelativeToNow ?? options.AbsoluteExpiration - time.GetUtcNow() ?? options.SlidingExpiration ?? DefaultLifetime;
        return lifetime <= TimeSpan.Zero
            ? Task.CompletedTask
            : redis.AskAsync(database => database.StringSetAsync(redis.Key("cache", key), value, lifetime));
    }

    public Task RemoveAsync(string key, CancellationToken token = default) =>
        redis.AskAsync(database => database.KeyDeleteAsync(redis.Key("cache", key)));

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    // HybridCache asks asynchronously alone.
    public byte[]? Get(string key) => GetAsync(key).GetAwaiter().GetResult();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => SetAsync(key, value, options).GetAwaiter().GetResult();

    public void Remove(string key) => RemoveAsync(key).GetAwaiter().GetResult();

    public void Refresh(string key)
    {
    }
}
