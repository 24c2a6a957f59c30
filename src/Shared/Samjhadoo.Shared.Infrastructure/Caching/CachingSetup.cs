using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Samjhadoo.Shared.Infrastructure.Caching;

/// <summary>HybridCache in process, over Redis where <c>ConnectionStrings:Redis</c> names one.</summary>
internal static class CachingSetup
{
    public static void AddCaching(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Redis>();
        services.AddHybridCache(cache => cache.MaximumPayloadBytes = 256 * 1024);
        if (configuration.GetConnectionString("Redis") is not { Length: > 0 } redis)
            return;
        services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(OptionsOf(redis)));
        services.AddSingleton<IDistributedCache, RedisDistributedCache>();
    }

    // Without a connection a command fails at once instead of queueing; a start without Redis waits a second and goes on.
    private static ConfigurationOptions OptionsOf(string connection)
    {
        var options = ConfigurationOptions.Parse(connection);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = 1000;
        options.ConnectRetry = 1;
        options.AsyncTimeout = 1000;
        options.SyncTimeout = 1000;
        options.ReconnectRetryPolicy = new LinearRetry(1000);
        options.ClientName = "samjhadoo";
        return options;
    }
}
