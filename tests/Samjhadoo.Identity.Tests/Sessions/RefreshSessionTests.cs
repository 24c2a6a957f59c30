using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;

namespace Samjhadoo.Identity.Tests.Sessions;

public sealed class RefreshSessionTests
{
    private static readonly Uri Sessions = new("/api/v1/auth/sessions", UriKind.Relative);

    [Test]
    public async Task A_token_buys_the_next_pair_of_the_same_login()
    {
        var (client, first) = await LoggedInAsync();
        using var _ = client;

        var second = await RefreshAsync(client, first.RefreshToken);
        var third = await RefreshAsync(client, second.RefreshToken);

        new[] { first.RefreshToken, second.RefreshToken, third.RefreshToken }.Should().OnlyHaveUniqueItems();
        third.SessionId.Should().Be(first.SessionId);
        third.RefreshExpiresAt.Should().Be(first.RefreshExpiresAt);
        await client.As(third).GetAsync(Sessions).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task Two_tabs_that_race_get_the_same_child()
    {
        var (client, first) = await LoggedInAsync();
        using var _ = client;

        var children = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RefreshAsync(client, first.RefreshToken)));

        children.Select(child => child.RefreshToken).Distinct().Should().ContainSingle();
        await RefreshAsync(client, children[0].RefreshToken);
    }

    [Test]
    public async Task A_token_spent_before_ends_the_whole_family_at_once()
    {
        var (client, first) = await LoggedInAsync();
        using var _ = client;
        var second = await RefreshAsync(client, first.RefreshToken);
        AuthHost.Host.Clock.Advance(TimeSpan.FromSeconds(11));
        try
        {
            await client.PostAsync("refresh", new { refreshToken = first.RefreshToken }).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "identity.invalid_refresh_token");

            await client.PostAsync("refresh", new { refreshToken = second.RefreshToken }).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "identity.invalid_refresh_token");
            await client.As(second).GetAsync(Sessions).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "request.unauthenticated");
            (await AuthHost.CountAsync("select count(*) from identity.security_events where kind = 'REFRESH_REUSED' and session_id = $1", first.SessionId)).Should().Be(1);
        }
        finally
        {
            AuthHost.Host.Clock.Reset();
        }
    }

    [Test]
    public async Task However_busy_a_login_ends_after_thirty_days()
    {
        var (client, tokens) = await LoggedInAsync();
        using var _ = client;
        try
        {
            AuthHost.Host.Clock.Advance(TimeSpan.FromDays(29));
            var late = await RefreshAsync(client, tokens.RefreshToken);
            AuthHost.Host.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
            await client.PostAsync("refresh", new { refreshToken = late.RefreshToken }).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "identity.invalid_refresh_token");
        }
        finally
        {
            AuthHost.Host.Clock.Reset();
        }
    }

    [Test]
    public async Task Of_a_token_the_database_keeps_the_hash_alone()
    {
        var (client, tokens) = await LoggedInAsync();
        using var _ = client;
        var value = Base64Url.DecodeFromChars(tokens.RefreshToken);
        await RefreshAsync(client, tokens.RefreshToken);

        (await AuthHost.CountAsync("select count(*) from identity.refresh_tokens where hash = $1", SHA256.HashData(value))).Should().Be(1);
        (await AuthHost.CountAsync("select count(*) from identity.refresh_tokens where hash = $1", value)).Should().Be(0);
        (await AuthHost.CountAsync("select count(*) from identity.sessions where secret = $1", value)).Should().Be(0);
    }

    [Test]
    public async Task Nobody_inactive_goes_on()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        var tokens = await client.TokensAsync(person);
        await AuthHost.ScalarAsync<bool>("update identity.users set is_active = false where username = $1 returning true", person.Username);

        await client.PostAsync("refresh", new { refreshToken = tokens.RefreshToken }).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "identity.invalid_refresh_token");
    }

    [TestCase("nonsense")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_token_of_ours_is_refused(string refreshToken)
    {
        using var client = AuthHost.Client();
        await client.PostAsync("refresh", new { refreshToken }).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "identity.invalid_refresh_token");
    }

    [Test]
    public async Task An_access_token_refreshes_nothing_and_a_refresh_token_opens_nothing()
    {
        var (client, tokens) = await LoggedInAsync();
        using var _ = client;

        await client.PostAsync("refresh", new { refreshToken = tokens.AccessToken[..Math.Min(200, tokens.AccessToken.Length)] }).ShouldBeAsync(HttpStatusCode.Unauthorized);
        await client.As(tokens with { AccessToken = tokens.RefreshToken }).GetAsync(Sessions).ShouldBeAsync(HttpStatusCode.Unauthorized);
    }

    private static async Task<(HttpClient Client, Tokens Tokens)> LoggedInAsync()
    {
        var client = AuthHost.Client();
        return (client, await client.TokensAsync(await AuthHost.RegisteredAsync()));
    }

    private static async Task<Tokens> RefreshAsync(HttpClient client, string refreshToken)
    {
        using var answer = await client.PostAsync("refresh", new { refreshToken });
        return await answer.ReadTokensAsync();
    }
}
