using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Infrastructure.Http;

/// <summary>ETags are <c>"version.hash"</c>: the aggregate's version and 8 bytes of the SHA-256 of the body sent (decision 15).</summary>
internal static class ETags
{
    /// <summary>Every answer to GET that is one thing and not a list has a tag; an edit has one when its answer shows a version.</summary>
    public static bool IsSentFor(string method, object? value) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? value is not IPage : value is IVersioned && !HttpMethods.IsPost(method);

    public static string Of(IVersioned? versioned, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return string.Create(CultureInfo.InvariantCulture, $"\"{versioned?.Version ?? 0}.{Convert.ToHexStringLower(hash[..8])}\"");
    }

    /// <summary>True when <c>If-None-Match</c> says that the caller has this very body.</summary>
    public static bool IsKnown(HttpRequest request, string tag)
    {
        if ((!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) || request.Headers.IfNoneMatch.Count == 0)
            return false;
        return EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
            && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Tag.Equals(tag, StringComparison.Ordinal));
    }
}

/// <summary>
/// The version the caller wants to change, from <c>If-Match</c>. A parameter of an endpoint; give <see cref="Version"/> to the
/// command, whose handler asks <see cref="AggregateRoot.OutOfDate"/>.
/// </summary>
/// <param name="Version">The version, or null when the caller takes any.</param>
public sealed record IfMatch(int? Version)
{
    // What is not a tag of ours matches no version that can be.
    private const int Never = -1;

    /// <summary>Reads the header.</summary>
    public static ValueTask<IfMatch> BindAsync(HttpContext context) => ValueTask.FromResult(new IfMatch(VersionOf(context.Request.Headers.IfMatch)));

    private static int? VersionOf(Microsoft.Extensions.Primitives.StringValues header)
    {
        if (header.Count == 0)
            return null;
        if (!EntityTagHeaderValue.TryParseList(header, out var tags))
            return Never;
        if (tags.Contains(EntityTagHeaderValue.Any))
            return null;
        // Of several tags the newest is the only one that can still match.
        return tags.Where(tag => !tag.IsWeak).Select(tag => VersionOf(tag.Tag.AsSpan().Trim('"'))).DefaultIfEmpty(Never).Max();
    }

    private static int VersionOf(ReadOnlySpan<char> tag) =>
        tag.IndexOf('.') is var dot and > 0 && int.TryParse(tag[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : Never;
}

/// <summary>How routes treat <c>If-Match</c>.</summary>
public static class Conditions
{
    /// <summary>Refuses the request with 428 when it has no <c>If-Match</c>: for what more than one person may write.</summary>
    public static TBuilder RequiresIfMatch<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder
    {
        route.AddEndpointFilter<TBuilder, RequireIfMatch>();
        return route.WithMetadata(new IfMatchMetadata());
    }

    private sealed class RequireIfMatch : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            if (context.HttpContext.Request.Headers.IfMatch.Count > 0)
                return await next(context);
            await Problems.WriteAsync(context.HttpContext, RequestErrors.PreconditionRequired);
            return Results.Empty;
        }
    }
}

internal sealed record IfMatchMetadata;
