using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Infrastructure.Http.OpenApi;

namespace Samjhadoo.Shared.Infrastructure.Http;

/// <summary>The API's manners: strict JSON, problem details, request ids, CORS and security headers.</summary>
internal static class HttpSetup
{
    /// <summary>The largest body a route takes unless it says otherwise.</summary>
    public const int MaxBody = 256 * 1024;

    /// <summary>Headers a script of another origin may read.</summary>
    private static readonly string[] Exposed =
    [
        "ETag", "Link", "Location", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy",
        "Retry-After", "Idempotency-Replayed", "X-Request-Id", "Deprecation", "Sunset",
    ];

    public static IServiceCollection AddHttpApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        services.ConfigureHttpJsonOptions(json => StrictJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddHttpContextAccessor();
        services.AddSingleton<ErrorTexts>();
        services.AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } context ? RequestInfo.Of(context) : RequestInfo.None);
        services.AddScoped<IRequestInfo>(provider => provider.GetRequiredService<RequestInfo>());
        services.AddProblemDetails();
        services.AddExceptionHandler<ExceptionAnswers>();
        services.Configure<ForwardedHeadersOptions>(forwarded => Trust(forwarded, configuration.GetSection("Http:KnownProxies").Get<string[]>() ?? []));
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(configuration.GetSection("Http:Origins").Get<string[]>() ?? [])
            .AllowAnyMethod()
            .AllowAnyHeader()
            .WithExposedHeaders(Exposed)
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        services.AddApiDocuments();
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        return services;
    }

    /// <summary>Comes first, and ends with routing: what follows knows the endpoint.</summary>
    public static void UseHttpApi(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.Use(Greet);
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseExceptionHandler();
        app.UseStatusCodePages(pages => Problems.WriteAsync(pages.HttpContext, FrameworkErrors.Of(pages.HttpContext.Response.StatusCode)));
        app.UseRouting();
        app.UseCors();
        app.Use(Deprecations.Tell);
    }

    /// <summary>Comes after the limits: what is refused here counts and is told so.</summary>
    public static void UseScreen(this IApplicationBuilder app) => app.Use(Screen);

    /// <summary>The group all modules map their routes into.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1");
        api.AddEndpointFilterFactory(PageLimits.Check);
        ((IEndpointConventionBuilder)api).Finally(MergePatch.Accept);
        return api;
    }

    // Headers that every answer has; a public page may loosen them.
    private static Task Greet(HttpContext context, RequestDelegate next)
    {
        context.TraceIdentifier = RequestInfo.Of(context).RequestId;
        SetHeaders(context);
        return next(context);
    }

    /// <summary>Once more after an exception, which clears the answer.</summary>
    internal static void SetHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers["X-Request-Id"] = context.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
    }

    // What the framework would let through to fail later.
    private static Task Screen(HttpContext context, RequestDelegate next)
    {
        if (context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true)
            return Problems.WriteAsync(context, FrameworkErrors.Malformed);
        if (context.Request.ContentType is { Length: > 0 } type
            && (!MediaTypeHeaderValue.TryParse(type, out var media) || (media.Charset.HasValue && !media.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))))
            return Problems.WriteAsync(context, FrameworkErrors.UnsupportedMediaType);
        return next(context);
    }

    // Only named proxies may say where a request came from: an address, or a network such as 10.0.0.0/8.
    private static void Trust(ForwardedHeadersOptions forwarded, string[] proxies)
    {
        forwarded.ForwardedHeaders = proxies.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (proxy.Contains('/'))
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            else
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        }
    }
}

/// <summary>PATCH takes <c>application/merge-patch+json</c> (RFC 7396), and plain JSON as the same.</summary>
internal static class MergePatch
{
    public const string ContentType = "application/merge-patch+json";

    public static void Accept(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault()?.HttpMethods.Contains(HttpMethods.Patch) != true)
            return;
        for (var i = 0; i < endpoint.Metadata.Count; i++)
        {
            if (endpoint.Metadata[i] is Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata accepts)
                endpoint.Metadata[i] = new Microsoft.AspNetCore.Http.Metadata.AcceptsMetadata([ContentType, "application/json"], accepts.RequestType, accepts.IsOptional);
        }
    }
}
