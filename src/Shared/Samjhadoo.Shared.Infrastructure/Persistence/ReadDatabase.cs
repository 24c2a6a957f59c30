using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Infrastructure.Caching;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

/// <summary>The primary, or the read replica where one is configured and the caller has not just written.</summary>
internal sealed class ReadDatabase(NpgsqlDataSource primary, NpgsqlDataSource? replica, RecentWriters writers, ICurrentUser caller) : IReadDatabase
{
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var source = replica is null || (caller.IsAuthenticated && await writers.ContainAsync(caller.Id)) ? primary : replica;
        return await source.OpenConnectionAsync(cancellationToken);
    }
}

/// <summary>Who has written a moment ago, on any host: their reads go to the primary, since a replica is a little behind.</summary>
internal sealed class RecentWriters(Redis redis, IConfiguration configuration)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly ShortLived<long, object> _local = new();

    /// <summary>False where no replica is configured, and then nobody need be remembered.</summary>
    public bool Matter { get; } = configuration.GetConnectionString("SamjhadooRead") is { Length: > 0 };

    public async Task AddAsync(long userId)
    {
        _local.Set(userId, Moment, Moment);
        if (redis.IsConfigured)
            await redis.AskAsync(database => database.StringSetAsync(redis.Key("wrote", userId), 1, Moment));
    }

    /// <summary>True also when it can't be told.</summary>
    public async Task<bool> ContainAsync(long userId) =>
        _local.Find(userId) is not null
        || (redis.IsConfigured && await redis.AskAsync(database => database.KeyExistsAsync(redis.Key("wrote", userId))) is { Came: false } or { Value: true });
}

internal static class ReadYourWrites
{
    /// <summary>Remembers the caller of every request that may write before the answer leaves.</summary>
    public static void UseReadYourWrites(this IApplicationBuilder app)
    {
        var writers = app.ApplicationServices.GetRequiredService<RecentWriters>();
        if (!writers.Matter)
            return;
        app.Use((context, next) =>
        {
            if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
                && context.RequestServices.GetRequiredService<ICurrentUser>() is { IsAuthenticated: true } caller)
                context.Response.OnStarting(() => writers.AddAsync(caller.Id));
            return next(context);
        });
    }
}
