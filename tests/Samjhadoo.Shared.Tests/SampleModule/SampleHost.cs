using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.SampleModule;

/// <summary>A host with the sample module alone, shared by the tests of a fixture and emptied before each.</summary>
internal abstract class SampleHost
{
    protected static SampleModule Module { get; } = new();

    protected ModuleHost Host { get; private set; } = null!;

    protected SampleUsers Users => Host.Services.GetRequiredService<SampleUsers>();

    protected virtual ModuleHostOptions Options => new();

    [OneTimeSetUp]
    public async Task StartAsync() => Host = await ModuleHost.StartAsync([Module], Options);

    [OneTimeTearDown]
    public async Task StopAsync() => await Host.DisposeAsync();

    [SetUp]
    public Task EmptyAsync() => Host.ResetAsync();

    protected HttpClient ClientOf(long userId)
    {
        var client = Host.Client();
        var token = Host.Services.GetRequiredService<IAccessTokens>().Issue(userId, userId, "USER");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        return client;
    }

    protected static async Task<HttpResponseMessage> PostAsync(
        HttpClient client, string path, object body, string? key = null, params IReadOnlyList<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    protected async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await Host.Database.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    protected Task<long> NotesAsync() => ScalarAsync<long>("select count(*) from sample.notes");
}
