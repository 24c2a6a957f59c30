using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Testing;
using Samjhadoo.Wallet.Domain.Ledger;
using Samjhadoo.Wallet.Infrastructure.Ledger;

namespace Samjhadoo.Wallet.Tests.Ledger;

public sealed class PostingQueueTests
{
    private static int Waiting => Bank.Host.Services.GetRequiredService<PostingQueue>().Waiting;

    [Test]
    public async Task Postings_that_wait_for_one_wallet_go_together_and_each_has_its_own_answer()
    {
        var raj = await Bank.PersonAsync(1);
        var payers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Bank.PersonAsync(i % 3 == 0 ? 5 : 10)));
        await using var row = await RowLock.TakeAsync(raj);

        var sending = payers.Select((payer, i) => payer.SendAsync(raj.Id, 10, $"k-{i}")).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(Waiting == 29));
        await row.FreeAsync();
        var answers = await Task.WhenAll(sending);

        answers.Where((_, i) => i % 3 == 0).Should().OnlyContain(answer => answer.Code == "wallet.insufficient_funds");
        var posted = answers.Where((_, i) => i % 3 != 0).ToList();
        posted.Should().OnlyContain(answer => answer.Status == 201 && answer.Json.GetProperty("balance").GetDecimal() == 0);
        (await raj.BalanceAsync()).Should().Be(201);
        var ids = posted.Select(answer => answer.Json.GetProperty("id").GetInt64()).ToArray();
        (await Bank.ReadAsync<long>("select count(distinct xmin::text) from transactions where id = any (@ids)", new { ids })).Should().BeLessThanOrEqualTo(2);
        (await payers[1].SendAsync(raj.Id, 10, "k-1")).Should().Be(answers[1] with { Replayed = true });
        (await payers[0].SendAsync(raj.Id, 10, "k-0")).Should().Be(answers[0] with { Replayed = true });
    }

    [Test]
    public async Task A_posting_that_breaks_harms_no_other()
    {
        var raj = await Bank.PersonAsync();
        var payers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Bank.PersonAsync(10)));
        await Bank.GrantAsync(raj.Id, 1, isPromo: false);
        await using var row = await RowLock.TakeAsync(raj);

        var sending = payers.Select(payer => payer.SendAsync(raj.Id, 10)).ToList();
        var breaking = Bank.PostAsync(id => Posting.Promotion(id, raj.Id, Money.Rupees(1), isPromo: false, new string('x', 101)));
        await Eventually.TrueAsync(() => Task.FromResult(Waiting == 10));
        await row.FreeAsync();

        (await Task.WhenAll(sending)).Should().OnlyContain(answer => answer.Status == 201);
        await breaking.Invoking(task => task).Should().ThrowAsync<PostgresException>();
        (await raj.BalanceAsync()).Should().Be(101);
    }

    [Test]
    public async Task Who_gives_up_before_the_turn_comes_has_nothing_posted()
    {
        var (raj, asha, meera) = (await Bank.PersonAsync(1), await Bank.PersonAsync(10), await Bank.PersonAsync(10));
        using var patience = new CancellationTokenSource();
        await using var row = await RowLock.TakeAsync(raj);

        var sending = asha.SendAsync(raj.Id, 10);
        var others = Enumerable.Range(0, 2).Select(_ => Bank.PostAsync(id => Posting.Transfer(id, meera.Id, raj.Id, Money.Rupees(1)), cancellationToken: patience.Token)).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(Waiting == 2));
        await patience.CancelAsync();
        await row.FreeAsync();

        (await sending).Status.Should().Be(201);
        foreach (var other in others)
            await other.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        await Eventually.TrueAsync(() => Task.FromResult(Waiting == 0));
        (await meera.BalanceAsync()).Should().Be(10);
        (await raj.BalanceAsync()).Should().Be(11);
    }

    /// <summary>Keeps a wallet's row, so that the first posting waits in the database and the others behind it.</summary>
    private sealed class RowLock(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public static async Task<RowLock> TakeAsync(Person person)
        {
            var connection = await Bank.Host.Database.OpenAsync();
            var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync("select from wallet.wallets where user_id = @Id for update", new { person.Id });
            return new RowLock(connection, transaction);
        }

        public Task FreeAsync() => transaction.RollbackAsync();

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
