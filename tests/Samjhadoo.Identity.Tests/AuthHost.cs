using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Identity.Domain.Consents;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Identity.Infrastructure.Mails;
using Samjhadoo.Identity.Tests.Erasures;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Testing;

namespace Samjhadoo.Identity.Tests;

/// <summary>One host for the tests of registration, login, sessions and passwords; each test uses people of its own.</summary>
[SetUpFixture]
public sealed class AuthHost
{
    private static int _number;

    public static ModuleHost Host { get; private set; } = null!;

    // Hashes are cheap here: what is tested is who is let in, not the cost. Tests say which address they come from.
    [OneTimeSetUp]
    public async Task StartAsync() => Host = await ModuleHost.StartAsync([new IdentityModule()], new ModuleHostOptions
    {
        Arguments = ["--Passwords:MemoryKib=64", "--Passwords:Iterations=1", "--Http:KnownProxies:0=127.0.0.1"],
        Services = services => services.AddSingleton<IPersonalData>(ErasureTests.Promises),
    });

    [OneTimeTearDown]
    public async Task StopAsync() => await Host.DisposeAsync();

    /// <summary>A caller from an address of its own.</summary>
    public static HttpClient Client(string? address = null)
    {
        var client = Host.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address ?? NewAddress());
        return client;
    }

    public static string NewAddress()
    {
        var number = Interlocked.Increment(ref _number);
        return $"10.{number / 65536 % 256}.{number / 256 % 256}.{number % 256}";
    }

    /// <summary>Somebody who has not registered yet.</summary>
    public static Person NewPerson()
    {
        var name = $"asha{Interlocked.Increment(ref _number)}";
        return new Person(name, $"{name}@example.in", "seven green parrots");
    }

    /// <summary>Somebody with a verified account.</summary>
    public static async Task<Person> RegisteredAsync(string role = "USER")
    {
        var person = NewPerson();
        using var client = Client();
        (await client.PostAsync("register", new { person.Username, person.Email, person.Password, person.ConsentVersion, name = "Asha Verma", role })).StatusCode.Should().Be(HttpStatusCode.Accepted);
        (await client.PostAsync("verify-email", new { token = await LinkAsync(person.Email, "verify_email") })).StatusCode.Should().Be(HttpStatusCode.NoContent);
        return person;
    }

    /// <summary>The token of the newest mail of this kind in the mail folder.</summary>
    public static async Task<string> LinkAsync(string email, string template) =>
        Regex.Match((await MailsAsync(email, template, 1))[^1], @"token=([A-Za-z0-9_-]+)").Groups[1].Value;

    /// <summary>The mails of this kind to the address, once there are so many.</summary>
    public static Task<List<string>> MailsAsync(string email, string template, int count) => Eventually.ValueAsync(
        async () =>
        {
            // At once, instead of at the job's next turn.
            using (var scope = Host.Services.CreateScope())
                await scope.ServiceProvider.GetRequiredService<SendMails>().RunAsync(CancellationToken.None);
            var mails = new List<string>();
            var folder = Path.Combine(Host.Folder, "mail");
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.GetFiles(folder, $"*-{template}.eml").Order(StringComparer.Ordinal))
            {
                var text = await File.ReadAllTextAsync(file);
                if (text.Contains(email, StringComparison.Ordinal))
                    mails.Add(text);
            }

            return mails;
        },
        mails => mails.Count >= count);

    /// <summary>A hash as a host with another cost makes it.</summary>
    public static async Task<string> HashAsync(string password, int memoryKib)
    {
        using var hasher = Passwords.PasswordHasherTests.Hasher(new() { MemoryKib = memoryKib, Iterations = 1 }, "Testing");
        using var turn = await hasher.WaitForTurnAsync(null, CancellationToken.None);
        return await turn!.HashAsync(password);
    }

    public static async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var connection = await Host.Database.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static Task<long> CountAsync(string sql, params object[] values) => ScalarAsync<long>(sql, values);
}

public sealed record Person(string Username, string Email, string Password)
{
    public string ConsentVersion { get; init; } = ConsentTexts.VersionOf(ConsentPurpose.Service);
}

public sealed record Tokens(string AccessToken, string TokenType, DateTimeOffset ExpiresAt, string RefreshToken, DateTimeOffset RefreshExpiresAt, long SessionId);

internal static class AuthCalls
{
    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, object? body = null) =>
        client.PostAsync(new Uri($"/api/v1/auth/{path}", UriKind.Relative), body is null ? null : JsonContent.Create(body));

    public static Task<HttpResponseMessage> LoginAsync(this HttpClient client, string login, string password) =>
        client.PostAsync("login", new { login, password });

    public static async Task<Tokens> TokensAsync(this HttpClient client, Person person)
    {
        var answer = await client.LoginAsync(person.Username, person.Password);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return JsonSerializer.Deserialize<Tokens>((await answer.JsonAsync()).GetProperty("tokens"), JsonSerializerOptions.Web)!;
    }

    public static async Task<Tokens> ReadTokensAsync(this HttpResponseMessage answer)
    {
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<Tokens>())!;
    }

    /// <summary>Sends what follows with this access token.</summary>
    public static HttpClient As(this HttpClient client, Tokens tokens)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        return client;
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>The problem has this status and code.</summary>
    public static async Task ShouldRefuseAsync(this Task<HttpResponseMessage> asking, HttpStatusCode status, string code)
    {
        using var answer = await asking;
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.Should().Be(status, text);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        JsonElement.Parse(text).GetProperty("code").GetString().Should().Be(code);
    }

    public static async Task ShouldBeAsync(this Task<HttpResponseMessage> asking, HttpStatusCode status)
    {
        using var answer = await asking;
        answer.StatusCode.Should().Be(status, await answer.Content.ReadAsStringAsync());
    }
}
