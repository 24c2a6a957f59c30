using System.Net;

namespace Samjhadoo.Identity.Tests.Profiles;

public sealed class GetPublicProfileTests
{
    [Test]
    public async Task Others_see_a_name_and_never_an_address()
    {
        var (raj, _) = await Accounts.NewAsync("MENTOR");
        var (_, asha) = await Accounts.NewAsync();

        var profile = await asha.ReadAsync($"users/{raj.Id}").JsonAsync();

        profile.EnumerateObject().Select(member => member.Name)
            .Should().BeEquivalentTo("id", "username", "name", "avatarUrl", "role", "language", "memberSince");
        profile.ToString().Should().NotContain("@");
    }

    [Test]
    public async Task Nobody_is_seen_who_is_not_there()
    {
        var (account, _) = await Accounts.NewAsync();
        var (_, admin) = await Accounts.NewAsync("ADMIN");
        await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/suspend", new { reason = "Spam" }).ShouldBeAsync(HttpStatusCode.OK);

        await admin.ReadAsync($"users/{account.Id}").ShouldRefuseAsync(HttpStatusCode.NotFound, "identity.user_not_found");
        await admin.ReadAsync("users/999999999").ShouldRefuseAsync(HttpStatusCode.NotFound, "identity.user_not_found");
    }

    [TestCase("users/me")]
    [TestCase("users/1")]
    [TestCase("users/me/security-log")]
    [TestCase("users/me/consents")]
    [TestCase("users/me/exports/1")]
    [TestCase("admin/users")]
    [TestCase("auth/mfa")]
    public async Task Without_a_token_there_is_nothing_to_see(string path)
    {
        using var client = AuthHost.Client();

        await client.ReadAsync(path).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "request.unauthenticated");
    }
}
