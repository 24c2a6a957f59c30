using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Testing;

namespace Samjhadoo.Identity.Tests.Erasures;

public sealed class ErasureTests
{
    internal static PromiseKeeper Promises { get; } = new();

    [Test]
    public async Task An_erased_person_is_named_nowhere_and_can_not_come_back()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        client.DefaultRequestHeaders.UserAgent.ParseAdd("AshasPhone/1.0");
        client.As(await client.TokensAsync(person));
        var id = (await client.ReadAsync("users/me").JsonAsync()).GetProperty("id").GetInt64();

        await client.SendJsonAsync(HttpMethod.Post, "users/me/erasure").ShouldBeAsync(HttpStatusCode.Accepted);

        await client.ReadAsync("users/me").ShouldRefuseAsync(HttpStatusCode.Unauthorized, "request.unauthenticated");
        await AuthHost.Client().LoginAsync(person.Username, person.Password).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "identity.invalid_credentials");
        var told = await Accounts.LastUserChangedAsync(id);
        told.GetProperty("username").GetString().Should().Be($"erased-{id}");
        told.GetProperty("isActive").GetBoolean().Should().BeFalse();
        told.ToString().Should().NotContain("Asha");

        await Eventually.TrueAsync(async () => await AuthHost.CountAsync("select count(*) from identity.erasures where user_id = $1 and completed_at is not null", id) == 1);
        (await AuthHost.CountAsync(
            """
            select (select count(*) from identity.security_event_details where user_id = $1)
                 + (select count(*) from identity.mail_messages where user_id = $1)
                 + (select count(*) from identity.sessions where user_id = $1 and (ip_address is not null or user_agent is not null or revoked_at is null))
            """,
            id)).Should().Be(0);
        (await AuthHost.CountAsync("select count(*) from identity.users where username = $1 or email = $2", person.Username, person.Email)).Should().Be(0);
        (await AuthHost.CountAsync("select count(*) from identity.security_events where user_id = $1 and kind = 'ERASED'", id)).Should().Be(1);
    }

    [Test]
    public async Task The_address_is_free_again()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        client.As(await client.TokensAsync(person));
        await client.SendJsonAsync(HttpMethod.Post, "users/me/erasure").ShouldBeAsync(HttpStatusCode.Accepted);

        using var anew = AuthHost.Client();
        await anew.PostAsync("register", person).ShouldBeAsync(HttpStatusCode.Accepted);
        await anew.PostAsync("verify-email", new { token = await AuthHost.LinkAsync(person.Email, "verify_email") });

        (await AuthHost.CountAsync("select count(*) from identity.users where email = $1", person.Email)).Should().Be(1);
    }

    [Test]
    public async Task It_asks_for_a_recent_proof()
    {
        var (account, client) = await Accounts.NewAsync();
        await AuthHost.Host.AgeProofAsync(account.SessionId);

        await client.SendJsonAsync(HttpMethod.Post, "users/me/erasure").ShouldRefuseAsync(HttpStatusCode.Forbidden, "request.confirmation_required");
    }

    [Test]
    public async Task The_last_admin_stays()
    {
        var (account, admin) = await Accounts.NewAsync("ADMIN");
        await AuthHost.CountAsync("with others as (update identity.users set is_active = false where role = 'ADMIN' and id <> $1 returning id) select count(*) from others", account.Id);

        await admin.SendJsonAsync(HttpMethod.Post, "users/me/erasure").ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.last_admin");
    }

    [Test]
    public async Task What_stands_against_it_in_another_module_is_told_and_nothing_is_erased()
    {
        var (account, client) = await Accounts.NewAsync();
        Promises.Open(account.Id);

        await client.SendJsonAsync(HttpMethod.Post, "users/me/erasure").ShouldRefuseAsync(HttpStatusCode.Conflict, "promises.open");
        (await client.ReadAsync("users/me").JsonAsync()).GetProperty("username").GetString().Should().Be(account.Username);

        Promises.Keep(account.Id);
        await client.SendJsonAsync(HttpMethod.Post, "users/me/erasure").ShouldBeAsync(HttpStatusCode.Accepted);
    }

    [Test]
    public async Task The_document_lists_what_can_stand_against_it()
    {
        using var client = AuthHost.Client();
        var document = await client.GetStringAsync(new Uri("/openapi/identity.json", UriKind.Relative));

        JsonNode.Parse(document)!["paths"]!["/api/v1/users/me/erasure"]!["post"]!["responses"]!["409"]!.ToJsonString().Should().Contain("promises.open");
    }

    /// <summary>A module in which a promise to somebody else stands against an erasure.</summary>
    internal sealed class PromiseKeeper : IPersonalData
    {
        private static readonly Error Promised = new("promises.open", ErrorKind.Conflict);
        private readonly ConcurrentDictionary<long, bool> _open = new();

        public string Module => "promises";

        public IReadOnlyList<Error> Obstacles => [Promised];

        public void Open(long userId) => _open[userId] = true;

        public void Keep(long userId) => _open[userId] = false;

        public Task<JsonNode?> ExportAsync(long userId, CancellationToken cancellationToken) => Task.FromResult<JsonNode?>(null);

        public Task<Error?> FindObstacleAsync(long userId, CancellationToken cancellationToken) =>
            Task.FromResult(_open.GetValueOrDefault(userId) ? Promised : null);

        public Task EraseAsync(long userId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
