using System.Net;
using System.Text.Json;

namespace Samjhadoo.Identity.Tests.Administration;

public sealed class AdminTests
{
    private static readonly object Why = new { reason = "Abusive messages" };

    [Test]
    public async Task A_suspended_user_is_out_at_once_and_back_after_reactivation()
    {
        var (account, client) = await Accounts.NewAsync();
        var (_, admin) = await Accounts.NewAsync("ADMIN");
        await client.ReadAsync("users/me").ShouldBeAsync(HttpStatusCode.OK);

        var suspended = await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/suspend", Why).JsonAsync();

        suspended.GetProperty("status").GetString().Should().Be("SUSPENDED");
        suspended.GetProperty("suspensionReason").GetString().Should().Be("Abusive messages");
        await client.ReadAsync("users/me").ShouldRefuseAsync(HttpStatusCode.Unauthorized, "request.unauthenticated");
        (await Accounts.LastUserChangedAsync(account.Id)).GetProperty("isActive").GetBoolean().Should().BeFalse();
        (await AuthHost.MailsAsync($"{account.Username}@example.in", "account_suspended", 1))[0].Should().Contain("Abusive messages");
        await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/suspend", Why).ShouldRefuseAsync(HttpStatusCode.Conflict, "identity.already_suspended");

        var back = await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/reactivate", new { reason = "Apologised" }).JsonAsync();
        back.GetProperty("status").GetString().Should().Be("ACTIVE");
        (await Accounts.LastUserChangedAsync(account.Id)).GetProperty("isActive").GetBoolean().Should().BeTrue();
        await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/reactivate", Why).ShouldRefuseAsync(HttpStatusCode.Conflict, "identity.not_suspended");

        // The old login stays dead.
        await client.ReadAsync("users/me").ShouldRefuseAsync(HttpStatusCode.Unauthorized, "request.unauthenticated");
    }

    [Test]
    public async Task A_new_role_counts_from_the_next_request()
    {
        var (account, client) = await Accounts.NewAsync();
        var (_, admin) = await Accounts.NewAsync("ADMIN");
        await client.ReadAsync("admin/users").ShouldRefuseAsync(HttpStatusCode.Forbidden, "request.forbidden");

        await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/change-role", new { role = "ADMIN", reason = "Joins the team" }).ShouldBeAsync(HttpStatusCode.OK);

        await client.ReadAsync("admin/users").ShouldBeAsync(HttpStatusCode.OK);
        (await Accounts.LastUserChangedAsync(account.Id)).GetProperty("role").GetString().Should().Be("ADMIN");
        (await client.LoggedAsync()).Should().Contain("ROLE_CHANGED");
    }

    [Test]
    public async Task An_admin_can_do_nothing_to_the_own_account()
    {
        var (account, admin) = await Accounts.NewAsync("ADMIN");

        await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/suspend", Why).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.own_account");
        await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/change-role", new { role = "USER", reason = "Tired" })
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.own_account");
    }

    [Test]
    public async Task Two_admins_who_suspend_each_other_leave_one()
    {
        var (one, first) = await Accounts.NewAsync("ADMIN");
        var (two, second) = await Accounts.NewAsync("ADMIN");

        var answers = await Task.WhenAll(
            first.SendJsonAsync(HttpMethod.Post, $"admin/users/{two.Id}/suspend", Why),
            second.SendJsonAsync(HttpMethod.Post, $"admin/users/{one.Id}/suspend", Why));

        answers.Should().ContainSingle(answer => answer.IsSuccessStatusCode);
        (await AuthHost.CountAsync("select count(*) from identity.users where is_active and id in ($1, $2)", one.Id, two.Id)).Should().Be(1);
    }

    [Test]
    public async Task A_role_change_asks_for_a_recent_proof()
    {
        var (account, _) = await Accounts.NewAsync();
        var (adminAccount, admin) = await Accounts.NewAsync("ADMIN");
        await AuthHost.Host.AgeProofAsync(adminAccount.SessionId);

        await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/change-role", new { role = "ADMIN", reason = "Joins the team" })
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "request.confirmation_required");
    }

    [Test]
    public async Task A_community_is_verified_once_there_is_one()
    {
        var (account, client) = await Accounts.NewAsync();
        var (_, admin) = await Accounts.NewAsync("ADMIN");
        await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/verify-community", Why).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.no_community");
        await client.SendJsonAsync(HttpMethod.Patch, "users/me", new { community = "FARMER" }).ShouldBeAsync(HttpStatusCode.OK);

        await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/verify-community", Why).ShouldBeAsync(HttpStatusCode.OK);

        (await client.ReadAsync("users/me").JsonAsync()).GetProperty("communityVerified").GetBoolean().Should().BeTrue();
        (await Accounts.LastUserChangedAsync(account.Id)).GetProperty("communityVerified").GetBoolean().Should().BeTrue();
    }

    [Test]
    public async Task The_owner_finds_an_admins_read_in_the_log_without_the_admins_address()
    {
        var (account, client) = await Accounts.NewAsync();
        var (_, admin) = await Accounts.NewAsync("ADMIN");

        var seen = await admin.ReadAsync($"admin/users/{account.Id}").JsonAsync();

        seen.GetProperty("email").GetString().Should().Be($"{account.Username}@example.in");
        seen.EnumerateObject().Select(member => member.Name).Should().NotContain(name => name.Contains("password", StringComparison.OrdinalIgnoreCase));
        var entry = (await client.ReadAsync("users/me/security-log").JsonAsync()).GetProperty("items")[0];
        entry.GetProperty("kind").GetString().Should().Be("ADMIN_READ");
        entry.GetProperty("byAdmin").GetBoolean().Should().BeTrue();
        entry.GetProperty("ipAddress").ValueKind.Should().Be(JsonValueKind.Null);
        entry.GetProperty("sessionId").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Test]
    public async Task The_list_is_searched_filtered_and_paged()
    {
        var (raj, _) = await Accounts.NewAsync("MENTOR");
        var (asha, _) = await Accounts.NewAsync();
        var (_, admin) = await Accounts.NewAsync("ADMIN");
        await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{asha.Id}/suspend", Why).ShouldBeAsync(HttpStatusCode.OK);

        (await IdsAsync(admin, $"search={asha.Username}%40EXAMPLE")).Should().Equal(asha.Id);
        (await IdsAsync(admin, $"search={raj.Username}&role=MENTOR")).Should().Equal(raj.Id);
        (await IdsAsync(admin, $"search={raj.Username}&role=USER")).Should().BeEmpty();
        (await IdsAsync(admin, $"search={asha.Username}&status=SUSPENDED")).Should().Equal(asha.Id);
        (await IdsAsync(admin, $"search={asha.Username}&status=ACTIVE")).Should().BeEmpty();
        (await IdsAsync(admin, "search=%25%25%25")).Should().BeEmpty();

        var walked = new List<long>();
        string? cursor = null;
        do
        {
            var page = await admin.ReadAsync($"admin/users?limit=3{(cursor is null ? "" : $"&cursor={cursor}")}").JsonAsync();
            walked.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        walked.Should().OnlyHaveUniqueItems().And.HaveCount((int)await AuthHost.CountAsync("select count(*) from identity.users where email_verified_at is not null"));
    }

    [TestCase("role=admin", "/role")]
    [TestCase("status=GONE", "/status")]
    [TestCase("search=ab", "/search")]
    [TestCase("limit=101", "limit")]
    [TestCase("cursor=xx", "cursor")]
    public async Task Bad_filters_are_refused_by_name(string query, string pointer)
    {
        var (_, admin) = await Accounts.NewAsync("ADMIN");

        using var answer = await admin.ReadAsync($"admin/users?{query}");

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.JsonAsync()).GetProperty("errors")[0].GetProperty("pointer").GetString().Should().Be(pointer);
    }

    [Test]
    public async Task Only_admins_administrate_and_only_accounts_that_exist([Values("USER", "MENTOR")] string role)
    {
        var (account, client) = await Accounts.NewAsync(role);
        var (_, admin) = await Accounts.NewAsync("ADMIN");
        var body = new Dictionary<string, object>
        {
            ["suspend"] = Why,
            ["reactivate"] = Why,
            ["verify-community"] = Why,
            ["change-role"] = new { role = "ADMIN", reason = "Why not" },
        };

        await client.ReadAsync($"admin/users/{account.Id}").ShouldRefuseAsync(HttpStatusCode.Forbidden, "request.forbidden");
        await admin.ReadAsync("admin/users/999999999").ShouldRefuseAsync(HttpStatusCode.NotFound, "identity.user_not_found");
        foreach (var (verb, content) in body)
        {
            await client.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/{verb}", content).ShouldRefuseAsync(HttpStatusCode.Forbidden, "request.forbidden");
            await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/999999999/{verb}", content).ShouldRefuseAsync(HttpStatusCode.NotFound, "identity.user_not_found");
            using var anonymous = AuthHost.Client();
            await anonymous.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/{verb}", content).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "request.unauthenticated");
            await admin.SendJsonAsync(HttpMethod.Post, $"admin/users/{account.Id}/{verb}", new { reason = "no", role = "ADMIN" }).ShouldBeAsync(HttpStatusCode.BadRequest);
        }
    }

    private static async Task<List<long>> IdsAsync(HttpClient admin, string query) =>
        [.. (await admin.ReadAsync($"admin/users?{query}").JsonAsync()).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64())];
}
