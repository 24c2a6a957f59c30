using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Identity.Contracts;

namespace Samjhadoo.Identity.Tests.Mentors;

public sealed class GrantMentorTests
{
    [Test]
    public async Task A_grant_repeated_changes_nothing_not_even_after_the_role_was_taken()
    {
        var (account, client) = await Accounts.NewAsync();
        var (_, admin) = await Accounts.NewAsync("ADMIN");
        var reference = $"mentor_profile:{account.Id}";

        (await GrantAsync(account.Id, reference)).Should().BeNull();
        (await client.ReadAsync("users/me").JsonAsync()).GetProperty("role").GetString().Should().Be("MENTOR");
        (await Accounts.LastUserChangedAsync(account.Id)).GetProperty("role").GetString().Should().Be("MENTOR");

        await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/change-role", new { role = "USER", reason = "Papers were false" }).ShouldBeAsync(System.Net.HttpStatusCode.OK);
        (await GrantAsync(account.Id, reference)).Should().BeNull();
        (await client.ReadAsync("users/me").JsonAsync()).GetProperty("role").GetString().Should().Be("USER");
    }

    [Test]
    public async Task An_admin_stays_one_and_nobody_is_refused()
    {
        var (account, admin) = await Accounts.NewAsync("ADMIN");

        (await GrantAsync(account.Id, $"mentor_profile:{account.Id}")).Should().BeNull();
        (await GrantAsync(999999999, "mentor_profile:0")).Should().Be("identity.user_not_found");

        (await admin.ReadAsync("users/me").JsonAsync()).GetProperty("role").GetString().Should().Be("ADMIN");
    }

    private static async Task<string?> GrantAsync(long userId, string reference)
    {
        await using var scope = AuthHost.Host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IIdentityApi>().GrantMentorAsync(userId, reference, CancellationToken.None)).Error?.Code;
    }
}
