using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Api;

/// <summary>One host with every module for all tests of the API as a product.</summary>
[SetUpFixture]
public sealed class ApiHost
{
    public static ModuleHost Host { get; private set; } = null!;

    /// <summary>The committed document.</summary>
    public static string File { get; } = Path.Combine(TestServers.Root, "docs", "api", "v1.json");

    [OneTimeSetUp]
    public async Task StartAsync() => Host = await ModuleHost.StartAsync(Samjhadoo.Host.Modules.All, new() { Arguments = ["--Passwords:MemoryKib=64"] });

    [OneTimeTearDown]
    public async Task StopAsync() => await Host.DisposeAsync();

    public static async Task<string> DocumentAsync(string name = "v1")
    {
        using var client = Host.Client();
        return await client.GetStringAsync($"/openapi/{name}.json");
    }
}

/// <summary>The document that frontend teams build from is the code's, for all modules and for each.</summary>
public sealed class DocumentTests
{
    [Test]
    public async Task The_committed_document_is_the_codes()
    {
        var served = await ApiHost.DocumentAsync();
        if (Environment.GetEnvironmentVariable("SAMJHADOO_WRITE_OPENAPI") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(ApiHost.File)!);
            await File.WriteAllTextAsync(ApiHost.File, served);
        }

        File.Exists(ApiHost.File).Should().BeTrue("build/openapi writes it");
        (served == await File.ReadAllTextAsync(ApiHost.File)).Should().BeTrue("docs/api/v1.json is the code's; after a change of the API run build/openapi and commit what it wrote");
    }

    [Test]
    public async Task Every_live_route_is_in_the_document()
    {
        var paths = JsonNode.Parse(await ApiHost.DocumentAsync())!["paths"]!;
        var routes = ApiHost.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)).ToList();
        routes.Should().NotBeEmpty();
        foreach (var route in routes)
        {
            var path = "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
            {
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
                _ => "",
            }))));
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
                paths[path]?[method.ToLowerInvariant()].Should().NotBeNull("{0} {1} is documented", method, path);
        }
    }

    [Test]
    public async Task The_modules_documents_are_the_parts_of_the_whole()
    {
        var whole = JsonNode.Parse(await ApiHost.DocumentAsync())!["paths"]!.AsObject();
        var parts = new List<string>();
        foreach (var module in Samjhadoo.Host.Modules.All)
        {
            var text = await ApiHost.DocumentAsync(module.Schema.Replace('_', '-'));
            var part = JsonNode.Parse(text)!;
            parts.AddRange(part["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key} {path.Key}")));
            foreach (var reference in System.Text.RegularExpressions.Regex.Matches(text, "\"#/([^\"]+)\"").Select(match => match.Groups[1].Value.Split('/')))
                reference.Aggregate<string, JsonNode?>(part, (node, name) => node?[name]).Should().NotBeNull("{0} of {1} leads somewhere", string.Join('/', reference), module.Name);
        }

        // The house's own routes, such as the error queue, belong to no module.
        parts.Should().BeEquivalentTo(whole.SelectMany(path => path.Value!.AsObject().Where(operation => operation.Value!["x-module"] is not null).Select(operation => $"{operation.Key} {path.Key}")));
    }
}
