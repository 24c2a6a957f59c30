using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Samjhadoo.Host;
using Samjhadoo.Journey;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests;

public sealed class JourneyTests
{
    private ModuleHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ModuleHost.StartAsync(Modules.All);

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task The_golden_journey_holds_no_surprise_and_can_be_walked_again()
    {
        foreach (var module in Modules.All)
            await module.LoadSampleDataAsync(_host.Services, CancellationToken.None);

        (await GoldenJourney.RunAsync(_host.Url, $"{_host.Folder}/mail", TestContext.Out)).Should().BeTrue();
        (await GoldenJourney.RunAsync(_host.Url, $"{_host.Folder}/mail", TestContext.Out)).Should().BeTrue();

        // Each time Raj accepted, he and Asha were to be told; that they are is FriendlyTalk's part.
        await using var connection = await _host.Database.OpenAsync();
        (await connection.ExecuteScalarAsync<int>(
            "select count(*) from mentoring.outbox_messages where name = 'shared.notification_requested.v1' and payload::jsonb ->> 'type' = 'booking.accepted'"))
            .Should().Be(4);
    }

    [Test]
    public async Task Seeded_users_have_wallets_that_balance_and_come_once_however_often_they_are_seeded()
    {
        foreach (var (first, last) in new[] { (1_000_000_000L, 1_000_000_299L), (1_000_000_200L, 1_000_000_499L), (1_000_000_000L, 1_000_000_499L) })
        {
            foreach (var module in Modules.All)
                await module.SeedUsersAsync(_host.Services, first, last, CancellationToken.None);
        }

        await using (var connection = await _host.Database.OpenAsync())
        {
            (await connection.ExecuteScalarAsync<int>("select count(*) from identity.users where id >= 1000000000")).Should().Be(500);
            (await connection.ExecuteScalarAsync<int>("select count(*) from wallet.wallets where user_id >= 1000000000 and balance = 10000")).Should().Be(500);
        }

        using var admin = _host.Client(await _host.AccountAsync(UserRole.Admin));
        var proof = await admin.GetFromJsonAsync<JsonElement>("/api/v1/admin/ledger/proof");
        proof.GetProperty("holds").GetBoolean().Should().BeTrue("{0}", proof);
    }
}
