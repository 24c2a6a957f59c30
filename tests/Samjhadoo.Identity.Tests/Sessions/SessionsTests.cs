using System.Net;

namespace Samjhadoo.Identity.Tests.Sessions;

public sealed class SessionsTests
{
    private static readonly Uri Sessions = new("/api/v1/auth/sessions", UriKind.Relative);

    [Test]
    public async Task A_person_sees_a_login_for_each_device_and_which_is_this_one()
    {
        var (person, phone, phoneTokens) = await LoggedInAsync("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36");
        using var _ = phone;
        using var laptop = AuthHost.Client();
        laptop.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
        await laptop.TokensAsync(person);

        using var answer = await phone.As(phoneTokens).GetAsync(Sessions);

        var items = (await answer.JsonAsync()).GetProperty("items").EnumerateArray().ToList();
        items.Select(item => item.GetProperty("device").GetString()).Should().Equal("Firefox on Linux", "Chrome on Android");
        items.Select(item => item.GetProperty("isCurrent").GetBoolean()).Should().Equal(false, true);
        items[1].GetProperty("id").GetInt64().Should().Be(phoneTokens.SessionId);
    }

    [Test]
    public async Task The_list_is_paged()
    {
        var (person, client, tokens) = await LoggedInAsync();
        using var _ = client;
        for (var i = 0; i < 2; i++)
            await client.TokensAsync(person);
        client.As(tokens);

        var ids = new List<long>();
        string? cursor = null;
        do
        {
            using var answer = await client.GetAsync(new Uri($"/api/v1/auth/sessions?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}", UriKind.Relative));
            var page = await answer.JsonAsync();
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        ids.Should().HaveCount(3).And.OnlyHaveUniqueItems();
    }

    [Test]
    public async Task One_login_can_be_ended_from_another()
    {
        var (person, phone, lost) = await LoggedInAsync();
        using var laptop = AuthHost.Client();
        var tokens = await laptop.TokensAsync(person);
        laptop.As(tokens);
        phone.As(lost);
        await phone.GetAsync(Sessions).ShouldBeAsync(HttpStatusCode.OK);

        await laptop.DeleteAsync(new Uri($"/api/v1/auth/sessions/{lost.SessionId}", UriKind.Relative)).ShouldBeAsync(HttpStatusCode.NoContent);

        await phone.GetAsync(Sessions).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "request.unauthenticated");
        await phone.PostAsync("refresh", new { refreshToken = lost.RefreshToken }).ShouldBeAsync(HttpStatusCode.Unauthorized);
        await laptop.GetAsync(Sessions).ShouldBeAsync(HttpStatusCode.OK);
        await laptop.DeleteAsync(new Uri($"/api/v1/auth/sessions/{lost.SessionId}", UriKind.Relative)).ShouldRefuseAsync(HttpStatusCode.NotFound, "identity.session_not_found");
    }

    [Test]
    public async Task Nobody_ends_the_login_of_another_person()
    {
        var (_, victim, victimTokens) = await LoggedInAsync();
        var (_, attacker, attackerTokens) = await LoggedInAsync();

        await attacker.As(attackerTokens).DeleteAsync(new Uri($"/api/v1/auth/sessions/{victimTokens.SessionId}", UriKind.Relative))
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "identity.session_not_found");

        await victim.As(victimTokens).GetAsync(Sessions).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task All_others_end_and_this_one_stays()
    {
        var (person, phone, phoneTokens) = await LoggedInAsync();
        using var laptop = AuthHost.Client();
        var tokens = await laptop.TokensAsync(person);

        await laptop.As(tokens).DeleteAsync(Sessions).ShouldBeAsync(HttpStatusCode.NoContent);

        await phone.As(phoneTokens).GetAsync(Sessions).ShouldBeAsync(HttpStatusCode.Unauthorized);
        await laptop.GetAsync(Sessions).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task Logging_out_ends_this_login_alone()
    {
        var (person, phone, phoneTokens) = await LoggedInAsync();
        using var laptop = AuthHost.Client();
        var tokens = await laptop.TokensAsync(person);

        await laptop.As(tokens).PostAsync("logout").ShouldBeAsync(HttpStatusCode.NoContent);

        await laptop.GetAsync(Sessions).ShouldBeAsync(HttpStatusCode.Unauthorized);
        await laptop.PostAsync("refresh", new { refreshToken = tokens.RefreshToken }).ShouldBeAsync(HttpStatusCode.Unauthorized);
        await phone.As(phoneTokens).GetAsync(Sessions).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task Logging_out_everywhere_ends_every_login()
    {
        var (person, phone, phoneTokens) = await LoggedInAsync();
        using var laptop = AuthHost.Client();
        var tokens = await laptop.TokensAsync(person);

        await laptop.As(tokens).PostAsync("logout-all").ShouldBeAsync(HttpStatusCode.NoContent);

        await laptop.GetAsync(Sessions).ShouldBeAsync(HttpStatusCode.Unauthorized);
        await phone.As(phoneTokens).GetAsync(Sessions).ShouldBeAsync(HttpStatusCode.Unauthorized);
    }

    [TestCase("GET", "sessions")]
    [TestCase("DELETE", "sessions")]
    [TestCase("DELETE", "sessions/1")]
    [TestCase("POST", "logout")]
    [TestCase("POST", "logout-all")]
    [TestCase("POST", "confirm")]
    [TestCase("POST", "change-password")]
    public async Task Without_a_login_there_is_nothing_to_see(string method, string path)
    {
        using var client = AuthHost.Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/auth/{path}");
        await client.SendAsync(request).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "request.unauthenticated");
    }

    private static async Task<(Person Person, HttpClient Client, Tokens Tokens)> LoggedInAsync(string? userAgent = null)
    {
        var person = await AuthHost.RegisteredAsync();
        var client = AuthHost.Client();
        if (userAgent is not null)
            client.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        return (person, client, await client.TokensAsync(person));
    }
}
