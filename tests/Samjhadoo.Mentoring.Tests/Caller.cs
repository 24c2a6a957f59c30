using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Samjhadoo.Testing;

namespace Samjhadoo.Mentoring.Tests;

/// <summary>A person of a test with a client that is logged in.</summary>
internal sealed record Caller(TestAccount Account)
{
    public long Id => Account.Id;

    public HttpClient Client { get; } = Account.Client(Academy.Host.Url);

    public static async Task<Caller> CreateAsync(string role = "USER") => new(await Academy.Host.AccountAsync(role));

    /// <summary>A mentor with a profile; what is not said is usual.</summary>
    public static async Task<Caller> MentorAsync(
        string headline = "Backend engineer", decimal rate = 600, string[]? languages = null, string[]? skills = null, string? bio = null, string? expertise = null)
    {
        var mentor = await CreateAsync("MENTOR");
        var answer = await mentor.PostAsync("/mentors/me", new { headline, hourlyRate = rate, languages = languages ?? ["en"], skills = skills ?? [], bio, expertise });
        answer.Status.Should().Be(201, answer.Text);
        return mentor;
    }

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<Reply> PutAsync(string path, object body, string? ifMatch = null) => SendAsync(HttpMethod.Put, path, body, ifMatch);

    public Task<Reply> PatchAsync(string path, object body, string? ifMatch = "*") => SendAsync(HttpMethod.Patch, path, body, ifMatch);

    public Task<Reply> DeleteAsync(string path, string? ifMatch = "*") => SendAsync(HttpMethod.Delete, path, null, ifMatch);

    private async Task<Reply> SendAsync(HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1{path}");
        if (body is not null)
            request.Content = JsonContent.Create(body, mediaType: MediaTypeHeaderValue.Parse("application/json"));
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await Client.SendAsync(request);
        return new Reply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.ETag?.Tag);
    }
}

/// <summary>An answer as tests look at it.</summary>
internal sealed record Reply(int Status, string Text, string? ETag)
{
    public JsonElement Json { get; } = Text.Length == 0 ? default : JsonDocument.Parse(Text).RootElement;

    public string? Code => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public JsonElement this[string name] => Json.GetProperty(name);

    /// <summary>The pointers of the fields that were refused.</summary>
    public IEnumerable<string?> Fields => Json.GetProperty("errors").EnumerateArray().Select(one => one.GetProperty("pointer").GetString());

    public IReadOnlyList<JsonElement> Items => [.. Json.GetProperty("items").EnumerateArray()];
}
