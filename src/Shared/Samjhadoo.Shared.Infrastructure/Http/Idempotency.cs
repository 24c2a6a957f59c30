using Microsoft.AspNetCore.Builder;

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
}

internal sealed record IdempotencyMetadata(bool Required, bool Ignored);
