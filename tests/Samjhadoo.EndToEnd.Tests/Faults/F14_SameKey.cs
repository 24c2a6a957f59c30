using System.Net;
using System.Net.Http.Json;
using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F14")]
public sealed class F14_SameKey
{
    [Test]
    public async Task A_hundred_keys_sent_ten_times_each_at_once_have_a_hundred_effects()
    {
        await using var lab = await FaultLab.StartAsync();
        var accounts = await lab.FundedAccountsAsync(6, 10_000m);
        var bank = new Bank(accounts, 10_000m, lab.Hosts[0].Url);
        var transfers = Enumerable.Range(0, 100).Select(number => new Transfer(accounts[number % 3], accounts[3 + (number % 3)], 1m + number)).ToList();

        await Task.WhenAll(transfers.SelectMany(transfer => Enumerable.Range(0, 10).Select(attempt => bank.SendAsync(transfer, again: attempt > 0))));

        await bank.SettleAsync();
        transfers.Should().OnlyContain(transfer => transfer.Done);
        await Audit.CleanAsync(lab, bank);

        using var anotherBody = await SendAsync(lab, transfers[0], accounts[0], transfers[0].Amount + 1);
        anotherBody.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        using var anotherUser = await SendAsync(lab, transfers[0], accounts[1], transfers[0].Amount);
        anotherUser.StatusCode.Should().Be(HttpStatusCode.Created);
        anotherUser.Headers.Contains("Idempotency-Replayed").Should().BeFalse("a key belongs to its user");
    }

    private static async Task<HttpResponseMessage> SendAsync(FaultLab lab, Transfer transfer, TestAccount sender, decimal amount)
    {
        using var client = sender.Client(lab.Hosts[0].Url);
        client.DefaultRequestHeaders.Add("Idempotency-Key", transfer.Key);
        return await client.PostAsJsonAsync("/api/v1/wallet/transfers", new { toUserId = transfer.To.Id, amount });
    }
}
