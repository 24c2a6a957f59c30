using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Idempotency;

namespace Samjhadoo.Shared.Infrastructure.Http;

/// <summary>How routes treat the <c>Idempotency-Key</c> header (decision 4).</summary>
public static class IdempotencyRoutes
{
    /// <summary>Refuses the request with 400 when it carries no key: for routes that move money.</summary>
    public static TBuilder RequiresIdempotencyKey<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder
        => route.WithMetadata(new IdempotencyMetadata(Required: true, Ignored: false));

    /// <summary>Ignores the header: for routes whose answers hold secrets, which are never stored.</summary>
    public static TBuilder IgnoresIdempotencyKey<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder
        => route.WithMetadata(new IdempotencyMetadata(Required: false, Ignored: true));

    internal static void AddIdempotency(this IServiceCollection services)
    {
        services.AddScoped<RequestKey>();
        services.AddScoped<IRequestKey>(provider => provider.GetRequiredService<RequestKey>());
    }

    /// <summary>Comes after authentication: a key belongs to a caller.</summary>
    internal static void UseIdempotency(this IApplicationBuilder app) => app.Use(Idempotency.AcceptAsync);
}

internal sealed record IdempotencyMetadata(bool Required, bool Ignored);

/// <summary>Reads the key of a POST and hashes what is asked; the use case's pipeline claims it.</summary>
internal static class Idempotency
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    // Their answers hold secrets, or their callers have keys of their own.
    private static readonly PathString[] Ignored = ["/api/v1/auth", "/api/v1/webhooks"];

    public static async Task AcceptAsync(HttpContext context, RequestDelegate next)
    {
        var metadata = context.GetEndpoint()?.Metadata.GetMetadata<IdempotencyMetadata>();
        if (!HttpMethods.IsPost(context.Request.Method)
            || context.GetEndpoint() is not RouteEndpoint endpoint
            || context.User.Identity?.IsAuthenticated != true
            || metadata is { Ignored: true }
            || Ignored.Any(path => context.Request.Path.StartsWithSegments(path)))
        {
            await next(context);
            return;
        }

        var keys = context.Request.Headers[Header];
        if (keys.Count == 0)
        {
            await (metadata is { Required: true } ? Problems.WriteAsync(context, RequestErrors.KeyRequired) : next(context));
            return;
        }

        if (keys is not [{ Length: > 0 and <= LongestKey } key] || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            await Problems.WriteAsync(context, RequestErrors.KeyInvalid);
            return;
        }

        var info = RequestInfo.Of(context);
        context.RequestServices.GetRequiredService<RequestKey>().Accept(context, new IdempotencyClaim(
            context.RequestServices.GetRequiredService<ICurrentUser>().Id,
            $"POST /{endpoint.RoutePattern.RawText?.Trim('/')}",
            key,
            await HashAsync(context.Request, context.RequestAborted),
            info.TraceId,
            info.Language));
        await next(context);
    }

    // A body has at most 256 KB unless its route says more, so it stays in memory.
    private static async Task<byte[]> HashAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Path}\n{request.QueryString}\n"));
        request.EnableBuffering(HttpSetup.MaxBody);
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var length)
                hash.AppendData(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
