using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Samjhadoo.Shared.Infrastructure.Security;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Matrices;

/// <summary>
/// Object level: what belongs to somebody is 404 for everybody else. Every live route with an id needs a row here, which makes an
/// object of the owner's, or a reason why it has none; a new route without a row fails.
/// </summary>
public sealed class ObjectLevelTests
{
    /// <summary>Makes an object of this account and returns the route's path for it.</summary>
    private static readonly Dictionary<string, Func<TestAccount, Task<string>>> Owned = new(BookingObjects.Owned)
    {
        ["DELETE /api/v1/auth/sessions/{id:long}"] = async owner =>
            $"/api/v1/auth/sessions/{(await TestAccount.LoginAsync(MatrixHost.Host.Database, MatrixHost.Host.Services, owner)).SessionId}",
        ["GET /api/v1/users/me/exports/{id:long}"] = async owner => $"/api/v1/users/me/exports/{await ExportAsync(owner)}",
        ["GET /api/v1/users/me/exports/{id:long}/document"] = async owner => $"/api/v1/users/me/exports/{await ExportAsync(owner)}/document",
        ["GET /api/v1/wallet/top-ups/{id:long}"] = async owner => $"/api/v1/wallet/top-ups/{await PaidTopUpAsync(owner)}",
        ["GET /api/v1/wallet/top-ups/{id:long}/refunds"] = async owner => $"/api/v1/wallet/top-ups/{await PaidTopUpAsync(owner)}/refunds",
        ["POST /api/v1/wallet/top-ups/{id:long}/refund"] = async owner => $"/api/v1/wallet/top-ups/{await PaidTopUpAsync(owner)}/refund",
        ["DELETE /api/v1/wallet/payout-methods/{id:long}"] = async owner => $"/api/v1/wallet/payout-methods/{await PayoutMethodAsync(owner)}",
        ["GET /api/v1/wallet/payouts/{id:long}"] = async owner => $"/api/v1/wallet/payouts/{await PayoutAsync(owner)}",
        ["GET /api/v1/wallet/transactions/{id:long}"] = async owner => $"/api/v1/wallet/transactions/{await TransactionAsync(owner)}",
    };

    /// <summary>Routes whose object is anybody's to see.</summary>
    private static readonly string[] Public =
    [
        "GET /api/v1/users/{id:long}", "GET /api/v1/mentors/{id:long}", "GET /api/v1/mentors/{id:long}/slots",

        // Signed by the gateway; and the sandbox gateway's page, where whoever knows the order may pay it.
        "POST /api/v1/webhooks/payments/{gateway}", "GET /api/v1/sandbox/checkout/{orderId}",
        .. new[] { "pay", "fail", "pay-twice", "pay-late" }.Select(act => $"POST /api/v1/sandbox/checkout/{{orderId}}/{act}"),
    ];

    [Test]
    public void Every_route_with_an_id_has_a_row()
    {
        var routes = MatrixHost.Routes.Where(route => route.HasParameters && route.Policy is not Policies.Admin).Select(route => route.ToString());
        routes.Should().BeSubsetOf([.. Owned.Keys, .. Public, .. BookingObjects.Public], "an admin's routes are in the role matrix; all others have a row here");
    }

    [TestCaseSource(nameof(OwnedRoutes))]
    public async Task Somebody_elses_object_is_not_found(string name)
    {
        var route = MatrixHost.Routes.Single(candidate => candidate.ToString() == name);
        var owner = await MatrixHost.Host.AccountAsync();
        var path = await Owned[name](owner);
        var body = BookingObjects.Bodies.GetValueOrDefault(name);

        using var anonymous = await MatrixHost.SendAsync(null, route, path, body);
        anonymous.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        foreach (var stranger in new[] { MatrixHost.OtherUser, MatrixHost.Mentor })
        {
            using var answer = await MatrixHost.SendAsync(stranger, route, path, body);
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound, "it belongs to somebody else than this {0}", stranger.Role);
        }

        using var own = await MatrixHost.SendAsync(owner, route, path, body);
        own.IsSuccessStatusCode.Should().BeTrue("the owner got {0} {1}", own.StatusCode, await own.Content.ReadAsStringAsync());
    }

    private static IEnumerable<string> OwnedRoutes() => Owned.Keys;

    private static async Task<long> ExportAsync(TestAccount owner)
    {
        using var client = MatrixHost.Host.Client(owner);
        using var answer = await client.PostAsync("/api/v1/users/me/export", null);
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        await Eventually.TrueAsync(
            async () => (await client.GetAsync($"/api/v1/users/me/exports/{id}/document")).IsSuccessStatusCode, TimeSpan.FromSeconds(40), "the export is ready");
        return id;
    }

    private static async Task<long> TransactionAsync(TestAccount owner)
    {
        await Lab.Bank.FundAsync(MatrixHost.Host.Database, owner.Id, 100m);
        using var client = MatrixHost.Host.Client(owner);
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var answer = await client.PostAsJsonAsync("/api/v1/wallet/transfers", new { toUserId = MatrixHost.User.Id, amount = 1 });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    private static async Task<long> PaidTopUpAsync(TestAccount owner)
    {
        using var client = MatrixHost.Host.Client(owner);
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var answer = await client.PostAsJsonAsync("/api/v1/wallet/top-ups", new { amount = 10 });
        var topUp = await answer.Content.ReadFromJsonAsync<JsonElement>();
        using var page = await client.PostAsync($"{topUp.GetProperty("checkout").GetProperty("url").GetString()}/pay", null);
        var id = topUp.GetProperty("id").GetInt64();
        await Eventually.ValueAsync(
            async () => (await client.GetFromJsonAsync<JsonElement>($"/api/v1/wallet/top-ups/{id}")).GetProperty("status").GetString(), status => status == "PAID");
        return id;
    }

    private static async Task<long> PayoutMethodAsync(TestAccount owner)
    {
        using var client = MatrixHost.Host.Client(owner);
        using var answer = await client.PostAsJsonAsync("/api/v1/wallet/payout-methods", new { kind = "UPI", holderName = "Asha Verma", vpa = "asha@okaxis" });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    // Of somebody who was a mentor once.
    private static async Task<long> PayoutAsync(TestAccount owner)
    {
        var methodId = await PayoutMethodAsync(owner);
        await using var connection = await MatrixHost.Host.Database.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            """
            insert into wallet.payouts (user_id, method_id, amount, tds, kyc, status, approvals_needed, gateway, transaction_id, requested_at, completed_at, attempts)
            values ($1, $2, 100, 0, 'VERIFIED', 'REJECTED', 1, 'sandbox', 0, now(), now(), 0)
            returning id
            """,
            connection);
        command.Parameters.Add(new() { Value = owner.Id });
        command.Parameters.Add(new() { Value = methodId });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
