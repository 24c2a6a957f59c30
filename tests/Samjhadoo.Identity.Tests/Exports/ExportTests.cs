using System.Net;
using System.Text.Json;
using Samjhadoo.Testing;

namespace Samjhadoo.Identity.Tests.Exports;

public sealed class ExportTests
{
    [Test]
    public async Task The_owner_gets_everything_and_nobody_else_anything()
    {
        var (account, client) = await Accounts.NewAsync();
        var (_, other) = await Accounts.NewAsync("ADMIN");
        await other.ReadAsync($"admin/users/{account.Id}").ShouldBeAsync(HttpStatusCode.OK);
        await client.SendJsonAsync(HttpMethod.Patch, "users/me", new { name = "आशा", city = "Pune" }).ShouldBeAsync(HttpStatusCode.OK);

        using var asked = await client.SendJsonAsync(HttpMethod.Post, "users/me/export");
        asked.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var id = (await asked.JsonAsync()).GetProperty("id").GetInt64();
        await ReadyAsync(client, id);
        var document = await client.ReadAsync($"users/me/exports/{id}/document").JsonAsync();

        var identity = document.GetProperty("modules").GetProperty("identity");
        identity.GetProperty("profile").GetProperty("email").GetString().Should().Be($"{account.Username}@example.in");
        identity.GetProperty("profile").GetProperty("name").GetString().Should().Be("आशा");
        identity.GetProperty("sessions").GetArrayLength().Should().Be(1);
        identity.GetProperty("securityLog").EnumerateArray().Select(item => item.GetProperty("kind").GetString()).Should().Contain(["ADMIN_READ", "EXPORT_REQUESTED"]);
        document.ToString().Should().NotContain("\"password\"");
        (await client.LoggedAsync()).Should().ContainInOrder("EXPORT_REQUESTED", "EXPORT_DOWNLOADED");
        (await AuthHost.MailsAsync($"{account.Username}@example.in", "export_ready", 1)).Should().ContainSingle();

        await other.ReadAsync($"users/me/exports/{id}").ShouldRefuseAsync(HttpStatusCode.NotFound, "identity.export_not_found");
        await other.ReadAsync($"users/me/exports/{id}/document").ShouldRefuseAsync(HttpStatusCode.NotFound, "identity.export_not_found");
        (await AuthHost.ScalarAsync<string>("select encode(sealed_document, 'escape') from identity.data_exports where id = $1", id)).Should().NotContain(account.Username);
    }

    [Test]
    public async Task The_document_is_gone_after_a_week()
    {
        var (_, client) = await Accounts.NewAsync();
        var id = (await client.SendJsonAsync(HttpMethod.Post, "users/me/export").JsonAsync()).GetProperty("id").GetInt64();
        await ReadyAsync(client, id);
        await AuthHost.CountAsync("update identity.data_exports set expires_at = expires_at - interval '8 days' where id = $1 returning id", id);

        (await client.ReadAsync($"users/me/exports/{id}").JsonAsync()).GetProperty("status").GetString().Should().Be("EXPIRED");
        await client.ReadAsync($"users/me/exports/{id}/document").ShouldRefuseAsync(HttpStatusCode.Conflict, "identity.export_not_ready");
    }

    [Test]
    public async Task Asking_twice_at_once_makes_one_export()
    {
        var (account, client) = await Accounts.NewAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.SendJsonAsync(HttpMethod.Post, "users/me/export")));

        (await AuthHost.CountAsync("select count(*) from identity.data_exports where user_id = $1 and ready_at is null", account.Id)).Should().BeLessThanOrEqualTo(1);
    }

    private static Task<JsonElement> ReadyAsync(HttpClient client, long id) => Eventually.ValueAsync(
        () => client.ReadAsync($"users/me/exports/{id}").JsonAsync(),
        export => export.GetProperty("status").GetString() == "READY");
}
