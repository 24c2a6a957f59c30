using System.Net;
using Samjhadoo.Identity.Application.Profiles;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application.Json;

namespace Samjhadoo.Identity.Tests.Profiles;

public sealed class EditProfileTests
{
    [Test]
    public async Task An_edit_changes_what_is_named_and_the_others_hear_of_it()
    {
        var (account, client) = await Accounts.NewAsync();

        var edited = await client.SendJsonAsync(HttpMethod.Patch, "users/me", new
        {
            name = "  आशा वर्मा ",
            avatarUrl = "https://cdn.example.in/asha.png",
            timeZone = "Asia/Calcutta",
            language = "hi",
            community = "SENIOR_CITIZEN",
            city = "pune",
        }).JsonAsync();

        edited.GetProperty("name").GetString().Should().Be("आशा वर्मा");
        edited.GetProperty("community").GetString().Should().Be("SENIOR_CITIZEN");
        (await client.ReadAsync("users/me").JsonAsync()).ToString().Should().Be(edited.ToString());
        var told = await Accounts.LastUserChangedAsync(account.Id);
        told.GetProperty("name").GetString().Should().Be("आशा वर्मा");
        told.GetProperty("language").GetString().Should().Be("hi");
        told.GetProperty("cityTier").GetInt32().Should().Be(1);
        told.TryGetProperty("email", out _).Should().BeFalse();
    }

    [Test]
    public async Task Absent_stays_and_null_clears()
    {
        var (_, client) = await Accounts.NewAsync();
        await client.SendJsonAsync(HttpMethod.Patch, "users/me", new { city = "Patna" }).ShouldBeAsync(HttpStatusCode.OK);

        var edited = await client.SendJsonAsync(HttpMethod.Patch, "users/me", new { name = (string?)null }).JsonAsync();

        edited.TryGetProperty("name", out var name).Should().BeTrue();
        name.ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        edited.GetProperty("city").GetString().Should().Be("Patna");
    }

    [Test]
    public async Task Another_community_has_to_be_verified_anew()
    {
        var (account, client) = await Accounts.NewAsync();
        var (_, admin) = await Accounts.NewAsync("ADMIN");
        await client.SendJsonAsync(HttpMethod.Patch, "users/me", new { community = "STUDENT" }).ShouldBeAsync(HttpStatusCode.OK);
        await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/verify-community", new { reason = "Identity card seen" }).ShouldBeAsync(HttpStatusCode.OK);

        var same = await client.SendJsonAsync(HttpMethod.Patch, "users/me", new { community = "STUDENT" }).JsonAsync();
        var other = await client.SendJsonAsync(HttpMethod.Patch, "users/me", new { community = "FARMER" }).JsonAsync();

        same.GetProperty("communityVerified").GetBoolean().Should().BeTrue();
        other.GetProperty("communityVerified").GetBoolean().Should().BeFalse();
    }

    [Test]
    public async Task An_edit_of_an_older_version_is_refused()
    {
        var (_, client) = await Accounts.NewAsync();
        using var read = await client.ReadAsync("users/me");
        var tag = read.Headers.ETag!.ToString();

        await client.SendJsonAsync(HttpMethod.Patch, "users/me", new { name = "First" }, tag).ShouldBeAsync(HttpStatusCode.OK);

        await client.SendJsonAsync(HttpMethod.Patch, "users/me", new { name = "Second" }, tag)
            .ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "request.precondition_failed");
    }

    [Test]
    public async Task What_was_not_changed_is_not_sent_again()
    {
        var (_, client) = await Accounts.NewAsync();
        using var read = await client.ReadAsync("users/me");
        client.DefaultRequestHeaders.IfNoneMatch.Add(read.Headers.ETag!);

        await client.ReadAsync("users/me").ShouldBeAsync(HttpStatusCode.NotModified);
    }

    [TestCase("avatarUrl", "http://cdn.example.in/a.png", "bad_url")]
    [TestCase("avatarUrl", "https://127.0.0.1/a.png", "bad_url")]
    [TestCase("avatarUrl", "https://[::1]/a.png", "bad_url")]
    [TestCase("avatarUrl", "https://user:pass@example.in/a.png", "bad_url")]
    [TestCase("avatarUrl", "https://example.in:8443/a.png", "bad_url")]
    [TestCase("avatarUrl", "https://localhost/a.png", "bad_url")]
    [TestCase("avatarUrl", "javascript:alert(1)", "bad_url")]
    [TestCase("timeZone", "Mars/Olympus", "bad_time_zone")]
    [TestCase("timeZone", "../etc/passwd", "bad_time_zone")]
    [TestCase("timeZone", "India Standard Time", "bad_time_zone")]
    [TestCase("language", "fr", "unknown_word")]
    [TestCase("community", "student", "unknown_word")]
    [TestCase("name", "  ", "bad_format")]
    [TestCase("name", "a\tb", "bad_format")]
    [TestCase("role", "ADMIN", "unknown_field")]
    [TestCase("communityVerified", "true", "unknown_field")]
    [TestCase("expectedVersion", "1", "unknown_field")]
    [TestCase("email", "other@example.in", "unknown_field")]
    public async Task Bad_values_are_refused_by_name(string field, string value, string code)
    {
        var (_, client) = await Accounts.NewAsync();

        using var answer = await client.SendJsonAsync(HttpMethod.Patch, "users/me", new Dictionary<string, string> { [field] = value });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var error = (await answer.JsonAsync()).GetProperty("errors")[0];
        error.GetProperty("pointer").GetString().Should().Be($"/{field}");
        error.GetProperty("code").GetString().Should().Be(code);
    }

    [Test]
    public void The_words_of_a_body_are_those_of_the_domain() =>
        Words.All(typeof(CommunityTag)).Should().Equal(Community.All);

    [TestCase("Mumbai", (short)1)]
    [TestCase("new delhi", (short)1)]
    [TestCase("Patna", (short)2)]
    [TestCase("Bodh Gaya", (short)3)]
    [TestCase(null, null)]
    public void A_city_has_its_tier(string? city, short? tier) => CityTier.Of(city).Should().Be(tier);
}
