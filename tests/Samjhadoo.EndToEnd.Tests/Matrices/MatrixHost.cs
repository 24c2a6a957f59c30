using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Security;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Matrices;

/// <summary>A live route, as the running host tells it.</summary>
public sealed record LiveRoute(string Method, string Template, string? Policy, Type? Body, string BodyType)
{
    public bool IsAnonymous => Policy is null;

    public bool HasParameters => Template.Contains('{', StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Template}";
}

/// <summary>One host with every module for all matrices.</summary>
[SetUpFixture]
public sealed class MatrixHost
{
    public static ModuleHost Host { get; private set; } = null!;

    public static TestAccount User { get; private set; } = null!;

    public static TestAccount OtherUser { get; private set; } = null!;

    public static TestAccount Mentor { get; private set; } = null!;

    public static TestAccount Admin { get; private set; } = null!;

    public static IReadOnlyList<LiveRoute> Routes =>
    [
        .. Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => new LiveRoute(
                method,
                "/" + route.RoutePattern.RawText!.Trim('/'),
                route.Metadata.GetMetadata<IAllowAnonymous>() is not null ? null : route.Metadata.GetOrderedMetadata<IAuthorizeData>()[^1].Policy ?? Policies.Authenticated,
                route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType,
                route.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json"))),
    ];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Host = await ModuleHost.StartAsync(Samjhadoo.Host.Modules.All);
        User = await Host.AccountAsync();
        OtherUser = await Host.AccountAsync();
        Mentor = await Host.AccountAsync(UserRole.Mentor);
        Admin = await Host.AccountAsync(UserRole.Admin);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await Host.DisposeAsync();

    public static async Task<HttpResponseMessage> SendAsync(TestAccount? caller, LiveRoute route, string path, object? body = null)
    {
        using var client = caller is null ? Host.Client() : Host.Client(caller);
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), path);
        if (route.Method is "POST")
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        if (route.Method is "PUT" or "PATCH" or "DELETE")
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (body is not null || route.Body is not null)
            request.Content = JsonContent.Create(body ?? new { }, mediaType: new(route.BodyType));
        return await client.SendAsync(request);
    }
}
