namespace Samjhadoo.Wallet.Tests.Transfers;

public sealed class TransferRaceTests
{
    [Test]
    public async Task Sixty_four_crossing_transfers_all_arrive()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync(100));

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => i % 2 == 0 ? asha.SendAsync(raj.Id, 1) : raj.SendAsync(asha.Id, 1)));

        answers.Should().OnlyContain(answer => answer.Status == 201);
        (await asha.BalanceAsync()).Should().Be(100);
        (await raj.BalanceAsync()).Should().Be(100);
    }

    [Test]
    public async Task The_last_rupee_is_spent_once()
    {
        var (asha, raj) = (await Bank.PersonAsync(1), await Bank.PersonAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => asha.SendAsync(raj.Id, 1)));

        answers.Count(answer => answer.Status == 201).Should().Be(1);
        answers.Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Code == "wallet.insufficient_funds");
        (await asha.BalanceAsync()).Should().Be(0);
        (await raj.BalanceAsync()).Should().Be(1);
    }

    [Test]
    public async Task A_ring_of_payers_stands_still_for_nobody()
    {
        var ring = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Bank.PersonAsync(50)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 160).Select(i => ring[i % 8].SendAsync(ring[(i * 3 + 1) % 8 == i % 8 ? (i + 1) % 8 : (i * 3 + 1) % 8].Id, 1)));

        answers.Should().OnlyContain(answer => answer.Status == 201);
        (await Task.WhenAll(ring.Select(person => person.BalanceAsync()))).Sum().Should().Be(400);
    }
}
