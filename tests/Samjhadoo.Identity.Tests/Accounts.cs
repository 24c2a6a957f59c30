using System.Net.Http.Json;
using System.Text.Json;
using Samjhadoo.Testing;

namespace Samjhadoo.Identity.Tests;

/// <summary>Calls by people whose registration is not what is tested.</summary>
internal static class Accounts
{
    /// <summary>A verified account with a fresh login and a client from an address of its own.</summary>
    public static async Task<(TestAccount Account, HttpClient Client)> NewAsync(string role = "USER")
    {
        var account = await AuthHost.Host.AccountAsync(role);
        return (account, ClientOf(account));
    }

    public static HttpClient ClientOf(TestAccount account)
    {
        var client = AuthHost.Host.Client(account);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", AuthHost.NewAddress());
        return client;
    }

    public static Uri Path(string path) => new($"/api/v1/{path}", UriKind.Relative);

    public static Task<HttpResponseMessage> ReadAsync(this HttpClient client, string path) => client.GetAsync(Path(path));

    public static Task<HttpResponseMessage> SendJsonAsync(this HttpClient client, HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(method, Path(path)) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }

    /// <summary>The body of a successful answer.</summary>
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.Should().BeTrue(text);
        return JsonElement.Parse(text);
    }

    /// <summary>The kinds in a user's security log, oldest first.</summary>
    public static async Task<List<string>> LoggedAsync(this HttpClient client)
    {
        var log = await client.ReadAsync("users/me/security-log?limit=100").JsonAsync();
        return [.. log.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("kind").GetString()!).Reverse()];
    }

    /// <summary>What was last told about a user.</summary>
    public static async Task<JsonElement> LastUserChangedAsync(long userId) => JsonElement.Parse(await AuthHost.ScalarAsync<string>(
        """
        select payload::text
        from identity.outbox_messages
        where aggregate = $1 and name = 'identity.user_changed.v1'
        order by id desc
        limit 1
        """,
        $"user:{userId}")).GetProperty("user");
}
