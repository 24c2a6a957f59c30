using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Modules;
using Scalar.AspNetCore;

namespace Samjhadoo.Shared.Infrastructure.Http.OpenApi;

/// <summary>What routes add to the document by hand.</summary>
public static class ApiDocumentRoutes
{
    /// <summary>Shows this body as the example, instead of one made from its schema.</summary>
    public static TBuilder WithExample<TBuilder>(this TBuilder route, object body)
        where TBuilder : IEndpointConventionBuilder
        => route.WithMetadata(new RequestExampleMetadata(body));
}

/// <summary>The pages for people who build against the API: the documents, the interactive reference, a page for each problem.</summary>
internal static class ApiDocuments
{
    // The nonce alone lets Scalar's inline script run; nothing comes from elsewhere.
    private const string DocsPolicy = "default-src 'none'; script-src 'self' 'nonce-NONCE'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly JsonSerializerOptions Writing = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IServiceCollection AddApiDocuments(this IServiceCollection services) =>
        services.AddEndpointsApiExplorer().AddSingleton<ApiDocument>();

    /// <summary>The document as it is served and as it is committed.</summary>
    public static byte[] Write(ApiDocument document, string? module) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(module is null ? document.Whole : document.Of(module), Writing), (byte)'\n'];

    /// <summary>The word for a module in addresses: FriendlyTalk is <c>friendly-talk</c>.</summary>
    public static string SlugOf(RegisteredModule module) => module.Schema.Replace('_', '-');

    public static void MapApiDocuments(this WebApplication app)
    {
        var written = new ConcurrentDictionary<string, byte[]>();
        var modules = app.Services.GetRequiredService<ModuleRegistry>().All;
        app.MapGet("/openapi/{name}.json", (string name, ApiDocument document, HttpContext context) =>
        {
            var module = modules.FirstOrDefault(one => SlugOf(one) == name);
            if (module is null && name != "v1")
                return (Microsoft.AspNetCore.Http.IResult)new NoContentOutcome(RequestErrors.NotFound);
            context.Response.Headers.CacheControl = "public, max-age=300";
            return Results.Bytes(written.GetOrAdd(name, _ => Write(document, module?.Name)), "application/json");
        }).AllowAnonymous().ExcludeFromDescription();

        app.MapGet("/problems/{code}", Problem).AllowAnonymous().ExcludeFromDescription();

        app.MapGroup("").AddEndpointFilterNonce().MapScalarApiReference("/docs", (options, context) =>
        {
            options.Title = "Samjhadoo API";
            options.Nonce = context.Items[nameof(ScalarOptions.Nonce)] as string;
            options.OpenApiRoutePattern = "/openapi/{documentName}.json";
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.AddDocument("v1", "All modules");
            foreach (var module in modules)
                options.AddDocument(SlugOf(module), module.Name);
        }).AllowAnonymous().ExcludeFromDescription();
    }

    // Set before Scalar writes: the page's policy, with a nonce of its own.
    private static RouteGroupBuilder AddEndpointFilterNonce(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (invocation, next) =>
        {
            var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            invocation.HttpContext.Items[nameof(ScalarOptions.Nonce)] = nonce;
            invocation.HttpContext.Response.Headers.ContentSecurityPolicy = DocsPolicy.Replace("NONCE", nonce, StringComparison.Ordinal);
            return await next(invocation);
        });
        return group;
    }

    // The page a problem's type points at.
    private static Microsoft.AspNetCore.Http.IResult Problem(string code, HttpContext context, ErrorTexts texts)
    {
        var language = RequestInfo.Of(context).Language;
        if (code.StartsWith("field.", StringComparison.Ordinal) || texts.Find(code, language) is not { } text)
            return new NoContentOutcome(RequestErrors.NotFound);
        context.Response.Headers.ContentLanguage = language;
        context.Response.Headers.Append("Vary", "Accept, Accept-Language");
        context.Response.Headers.CacheControl = "public, max-age=3600";
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return Results.Json(new { code, title = text.Title, detail = text.Detail });
        string Shown(string words) => WebUtility.HtmlEncode(words);
        return Results.Content(
            $"<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><title>{Shown(text.Title)}</title><h1>{Shown(text.Title)}</h1><p>{Shown(text.Detail)}</p><p><code>{Shown(code)}</code></p></html>",
            "text/html",
            Encoding.UTF8);
    }
}
