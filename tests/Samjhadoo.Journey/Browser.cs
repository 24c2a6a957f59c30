using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Samjhadoo.Journey;

/// <summary>Something came back that the journey does not expect.</summary>
public sealed class SurpriseException(string message) : Exception(message);

/// <summary>An answer of the API.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body, as sent.</param>
/// <param name="Headers">Its headers.</param>
public sealed record Answer(int Status, string Body, HttpResponseHeaders Headers)
{
    /// <summary>The body as JSON; an empty object where there is none.</summary>
    public JsonElement Json => Body.Length == 0 ? JsonDocument.Parse("{}").RootElement : JsonDocument.Parse(Body).RootElement;

    /// <summary>A member of the body, or of an object in it, by its path (<c>tokens.accessToken</c>).</summary>
    public JsonElement this[string path]
    {
        get
        {
            var value = Json;
            foreach (var name in path.Split('.'))
            {
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                    throw new SurpriseException($"the answer has no {path}: {Body}");
            }

            return value;
        }
    }
}

/// <summary>One person at a device: sends requests as that person and prints each with what came back.</summary>
internal sealed class Browser(Uri baseUrl, TextWriter output) : IDisposable
{
    private const int LongestLine = 200;

    private readonly HttpClient _client = new() { BaseAddress = baseUrl, Timeout = TimeSpan.FromSeconds(30) };

    public string Token
    {
        set => _client.DefaultRequestHeaders.Authorization = new("Bearer", value);
    }

    public Task<Answer> GetAsync(string path, int expected = 200) => SendAsync(HttpMethod.Get, path, null, expected);

    public Task<Answer> PostAsync(string path, JsonObject body, int expected, string? key = null) => SendAsync(HttpMethod.Post, path, body, expected, key);

    public Task<Answer> PatchAsync(string path, JsonObject body, int expected = 200) => SendAsync(HttpMethod.Patch, path, body, expected);

    public Task<Answer> PutAsync(string path, JsonObject body, int expected = 200) => SendAsync(HttpMethod.Put, path, body, expected);

    public void Dispose() => _client.Dispose();

    private async Task<Answer> SendAsync(HttpMethod method, string path, JsonObject? body, int expected, string? key = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1{path}");
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await _client.SendAsync(request);
        var answer = new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
        var text = Secrets.Hide(answer.Body);
        await output.WriteLineAsync($"   {method,-5} {path} -> {answer.Status} {(text.Length > LongestLine ? text[..LongestLine] + " ..." : text)}");
        return answer.Status == expected
            ? answer
            : throw new SurpriseException($"{method} {path} was to answer {expected} and answered {answer.Status}: {text}");
    }
}

/// <summary>What a printed answer does not show.</summary>
internal static partial class Secrets
{
    public static string Hide(string body) => Token().Replace(body, "\"$1\":\"...\"");

    [System.Text.RegularExpressions.GeneratedRegex("\"(accessToken|refreshToken)\":\"[^\"]*\"")]
    private static partial System.Text.RegularExpressions.Regex Token();
}
