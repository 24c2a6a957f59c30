using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Samjhadoo.Shared.Infrastructure.Http;

/// <summary>How a route announces its end.</summary>
public static class Deprecations
{
    /// <summary>
    /// Says with every answer since when there is something better (<c>Deprecation</c>, RFC 9745) and from when the route may be
    /// gone (<c>Sunset</c>, RFC 8594), both at midnight UTC; the document marks the operation.
    /// </summary>
    public static TBuilder Deprecated<TBuilder>(this TBuilder route, DateOnly since, DateOnly sunset)
        where TBuilder : IEndpointConventionBuilder
        => route.WithMetadata(new DeprecationMetadata(MidnightOf(since), MidnightOf(sunset)));

    /// <summary>Behind routing.</summary>
    internal static Task Tell(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<DeprecationMetadata>() is { } deprecation)
            context.Response.OnStarting(SetHeaders, (context.Response, deprecation));
        return next(context);
    }

    // At the very start of the answer, because an error on the way clears the headers.
    private static Task SetHeaders(object state)
    {
        var (response, deprecation) = ((HttpResponse, DeprecationMetadata))state;
        response.Headers["Deprecation"] = string.Create(CultureInfo.InvariantCulture, $"@{deprecation.Since.ToUnixTimeSeconds()}");
        response.Headers["Sunset"] = deprecation.Sunset.ToString("R", CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    private static DateTimeOffset MidnightOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}

internal sealed record DeprecationMetadata(DateTimeOffset Since, DateTimeOffset Sunset);
