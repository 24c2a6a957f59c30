using System.Net;

namespace Samjhadoo.Identity.Tests.SecurityLog;

public sealed class GetSecurityLogTests
{
    [Test]
    public async Task Logins_right_and_wrong_are_found_with_where_they_came_from()
    {
        var person = await AuthHost.RegisteredAsync();
        var address = AuthHost.NewAddress();
        using var client = AuthHost.Client(address);
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Firefox/130.0");
        await client.LoginAsync(person.Username, "not the password").ShouldBeAsync(HttpStatusCode.Unauthorized);
        client.As(await client.TokensAsync(person));

        var items = (await client.ReadAsync("users/me/security-log").JsonAsync()).GetProperty("items");

        items[0].GetProperty("kind").GetString().Should().Be("LOGIN_SUCCEEDED");
        items[1].GetProperty("kind").GetString().Should().Be("LOGIN_FAILED");
        items[1].GetProperty("ipAddress").GetString().Should().Be(address);
        items[1].GetProperty("userAgent").GetString().Should().Be("Firefox/130.0");
        items[1].GetProperty("byAdmin").GetBoolean().Should().BeFalse();
    }

    [Test]
    public async Task Pages_go_on_where_the_last_one_ended()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        for (var login = 0; login < 3; login++)
            client.As(await client.TokensAsync(person));
        var all = await client.LoggedAsync();

        var first = await client.ReadAsync("users/me/security-log?limit=2").JsonAsync();
        var second = await client.ReadAsync($"users/me/security-log?limit=2&cursor={first.GetProperty("nextCursor").GetString()}").JsonAsync();

        var ids = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(item => item.GetProperty("id").GetInt64()).ToList();
        ids.Should().OnlyHaveUniqueItems().And.HaveCount(Math.Min(4, all.Count));
    }

    [Test]
    public async Task What_a_caller_sends_cannot_forge_an_entry()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        var agent = "x', now()); update users set role = 'ADMIN'; -- {\"kind\":\"LOGIN_SUCCEEDED\"} ${jndi:ldap://e} %0d%0aLOGIN_SUCCEEDED";
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        await client.LoginAsync(person.Username, "wrong\r\n2026-11-22 LOGIN_SUCCEEDED").ShouldBeAsync(HttpStatusCode.Unauthorized);
        using var owner = AuthHost.Client();
        owner.As(await owner.TokensAsync(person));

        var items = (await owner.ReadAsync("users/me/security-log").JsonAsync()).GetProperty("items");

        var failed = items.EnumerateArray().Where(item => item.GetProperty("kind").GetString() == "LOGIN_FAILED").ToList();
        failed.Should().ContainSingle().Which.GetProperty("userAgent").GetString().Should().Be(agent);
        items.EnumerateArray().Count(item => item.GetProperty("kind").GetString() == "LOGIN_SUCCEEDED").Should().Be(1);
        (await owner.ReadAsync("users/me").JsonAsync()).GetProperty("role").GetString().Should().Be("USER");
    }

    [Test]
    public async Task Nobody_sees_anothers_log()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        await client.TokensAsync(person);
        var (_, other) = await Accounts.NewAsync();

        (await other.LoggedAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_cursor_that_is_none_is_refused()
    {
        var (_, client) = await Accounts.NewAsync();

        await client.ReadAsync("users/me/security-log?cursor=AAAA").ShouldRefuseAsync(HttpStatusCode.BadRequest, "request.invalid");
    }
}
