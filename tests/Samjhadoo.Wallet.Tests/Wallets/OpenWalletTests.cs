using System.Net.Http.Headers;
using System.Text.Json;
using Samjhadoo.Identity.Contracts.Events;
using Samjhadoo.Testing;

namespace Samjhadoo.Wallet.Tests.Wallets;

public sealed class OpenWalletTests
{
    [Test]
    public async Task A_registration_opens_a_wallet()
    {
        var asha = await Bank.PersonAsync();
        var payload = JsonSerializer.Serialize(new UserRegistered(asha.Id, "USER", DateTimeOffset.UnixEpoch), JsonSerializerOptions.Web);

        await Bank.ExecuteAsync(
            """
            insert into identity.outbox_messages (message_id, name, aggregate, sequence, payload)
            values (gen_random_uuid(), 'identity.user_registered.v1', 'user:' || @Id, 1, @payload)
            """,
            new { asha.Id, payload });

        await Eventually.TrueAsync(async () => await Bank.ReadAsync<long>("select count(*) from wallets where user_id = @Id", new { asha.Id }) == 1);
    }

    [Test]
    public async Task Who_comes_before_the_event_finds_an_empty_wallet()
    {
        var asha = await Bank.PersonAsync();

        var answer = await asha.GetAsync("/api/v1/wallet");

        answer.Status.Should().Be(200);
        answer.Json.GetProperty("balance").GetRawText().Should().Be("0.00");
        answer.Json.GetProperty("available").GetRawText().Should().Be("0.00");
        answer.Json.GetProperty("currency").GetString().Should().Be("INR");
        answer.Json.GetProperty("status").GetString().Should().Be("ACTIVE");
    }

    [Test]
    public async Task First_contacts_at_the_same_moment_open_one_wallet()
    {
        var (asha, raj) = (await Bank.PersonAsync(), await Bank.PersonAsync(50));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? asha.GetAsync("/api/v1/wallet") : raj.SendAsync(asha.Id, 1)));

        answers.Should().OnlyContain(answer => answer.Status == 200 || answer.Status == 201);
        (await asha.BalanceAsync()).Should().Be(10);
        (await Bank.ReadAsync<long>("select count(*) from accounts a join wallets w on w.id = a.wallet_id where w.user_id = @Id", new { asha.Id })).Should().Be(1);
    }

    [Test]
    public async Task An_unchanged_wallet_is_not_sent_again()
    {
        var (asha, raj) = (await Bank.PersonAsync(5), await Bank.PersonAsync());
        var tag = (await asha.GetAsync("/api/v1/wallet")).ETag!;

        (await StatusAsync()).Should().Be(304);
        await asha.SendAsync(raj.Id, 1);
        (await StatusAsync()).Should().Be(200);

        async Task<int> StatusAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/wallet");
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(tag));
            using var response = await asha.Client.SendAsync(request);
            return (int)response.StatusCode;
        }
    }

    [Test]
    public async Task Nobody_has_a_wallet_without_logging_in()
    {
        using var client = Bank.Host.Client();
        using var response = await client.GetAsync("/api/v1/wallet");

        ((int)response.StatusCode).Should().Be(401);
    }
}
