using System.Net;
using Dapper;
using Samjhadoo.EndToEnd.Tests.Lab;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F13")]
public sealed class F13_CrossingTransfers
{
    [Test]
    public async Task Sixty_four_clients_pay_each_other_over_two_hosts_and_nobody_sees_a_deadlock()
    {
        var rounds = FaultLab.FullSize ? 300 : 20;
        await using var lab = await FaultLab.StartAsync(hosts: 2, redis: true, rabbitMq: true);
        var accounts = await lab.FundedAccountsAsync(2, 100_000m);
        var bank = new Bank(accounts, 100_000m, lab.Hosts[0].Url, lab.Hosts[1].Url);

        await Task.WhenAll(Enumerable.Range(0, 64).Select(async client =>
        {
            for (var round = 0; round < rounds; round++)
                await bank.SendAsync(new Transfer(accounts[client % 2], accounts[1 - (client % 2)], 1m + round));
        }));

        bank.Transfers.Should().OnlyContain(transfer => transfer.Answer == HttpStatusCode.Created, "the money suffices and nothing is away");
        await Audit.CleanAsync(lab, bank);
        await using var connection = await lab.Database.OpenAsync();
        (await connection.ExecuteScalarAsync<long>("select deadlocks from pg_stat_database where datname = current_database()"))
            .Should().Be(0, "wallets are locked in one order");
    }
}
