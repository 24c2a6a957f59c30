using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Tests.Security;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.Caching;

/// <summary>HybridCache: shared through Redis, and merely slower to warm up without it.</summary>
public sealed class CacheTests
{
    private FaultProxy _redis = null!;
    private ModuleHost _here = null!;
    private ModuleHost _there = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _redis = FaultProxy.Before(await TestServers.RedisAsync());
        var options = new ModuleHostOptions { RabbitMq = true, Arguments = [$"--ConnectionStrings:Redis={_redis.Address}"] };
        _here = await ModuleHost.StartAsync([new DoorModule(new Logins())], options);
        _there = await ModuleHost.StartAsync([new DoorModule(new Logins())], options with { Database = _here.Database });
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Test]
    public async Task What_one_host_made_the_other_need_not_make()
    {
        (await CacheOf(_here).GetOrCreateAsync("answer", _ => ValueTask.FromResult(42))).Should().Be(42);

        // The cache writes to Redis in the background.
        var onlyRead = new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableUnderlyingData | HybridCacheEntryFlags.DisableLocalCacheWrite };
        await Eventually.ValueAsync(async () => await CacheOf(_there).GetOrCreateAsync("answer", _ => ValueTask.FromResult(43), onlyRead), value => value == 42);
    }

    [TestCase(Fault.Refuse)]
    [TestCase(Fault.BlackHole)]
    public async Task Without_Redis_the_cache_only_misses(Fault fault)
    {
        _redis.Fault = fault;
        using var waits = new RedisWaits();
        for (var number = 0; number < 50; number++)
            (await CacheOf(_here).GetOrCreateAsync($"number {number}", _ => ValueTask.FromResult(number))).Should().Be(number);
        waits.ShouldBeOneASecond(callsAtOnce: 1);
    }

    private static HybridCache CacheOf(ModuleHost host) => host.Services.GetRequiredService<HybridCache>();
}
