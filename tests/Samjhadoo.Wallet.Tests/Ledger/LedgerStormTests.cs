using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Contracts;
using Samjhadoo.Wallet.Domain.Ledger;
using Samjhadoo.Wallet.Infrastructure.Ledger;

namespace Samjhadoo.Wallet.Tests.Ledger;

/// <summary>
/// Everything at once: random operations from many connections over few wallets, connections cut and callers giving up in the
/// middle, every operation repeated until it is answered and now and then once more. Then the books are proved.
/// SAMJHADOO_FAULTS_FULL=1 makes it 60,000 operations.
/// </summary>
public sealed class LedgerStormTests
{
    private const int Workers = 24;

    private static readonly int Each = Environment.GetEnvironmentVariable("SAMJHADOO_FAULTS_FULL") == "1" ? 2_500 : 50;

    // What the operations are refused with when they come at the wrong moment; anything else is a fault.
    private static readonly string[] Refusals =
    [
        WalletErrorCodes.InsufficientFunds, WalletErrorCodes.HoldCaptured, WalletErrorCodes.HoldReleased, WalletErrorCodes.HoldExpired,
        WalletErrorCodes.ExpiryPast, WalletErrorCodes.HoldNotFound, WalletErrorCodes.CaptureAboveHold, WalletErrorCodes.RefundAboveCapture,
    ];

    private readonly ConcurrentQueue<(string Hold, int Payer, long Paise)> _holds = new();
    private readonly ConcurrentQueue<(string Capture, int Payee, long Net, long Commission)> _captures = new();
    private Person[] _people = [];
    private string _run = "";
    private int _number;
    private int _transfers;

    // What must be in the wallets at the end.
    private long _paise;

    [Test]
    public async Task The_books_survive_a_storm()
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        _run = $"storm{seed}";
        _people = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Bank.PersonAsync(200, promo: i * 10)));
        _paise = 10 * 20_000 + 45_000;
        using var over = new CancellationTokenSource();

        var cutting = CutConnectionsAsync(new Random(seed), over.Token);
        var expiring = ExpireAsync(over.Token);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(new Random(seed + worker)))));
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(cutting, expiring);
            // What was cut in the pool is not for the next test to find.
            Bank.Host.Services.GetRequiredKeyedService<NpgsqlDataSource>("Wallet").Clear();
        }

        Bank.Host.Services.GetRequiredService<PostingQueue>().Waiting.Should().Be(0);
        var proof = await Bank.ProveAsync();
        proof.Holds.Should().BeTrue("of {0}", proof);
        var ids = _people.Select(person => person.Id).ToArray();
        (await Bank.ReadAsync<decimal>("select sum(balance) from wallets where user_id = any (@ids)", new { ids })).Should().Be(_paise / 100m);
        (await Bank.ReadAsync<long>("select count(*) from transactions where kind = 'TRANSFER' and request_id = @_run", new { _run })).Should().Be(_transfers);
    }

    private async Task WorkAsync(Random random)
    {
        for (var i = 0; i < Each; i++)
        {
            var (a, b, paise) = (random.Next(10), random.Next(10), random.Next(1, random.Next(10) == 0 ? 20_000 : 500));
            var reference = $"{_run}:{Interlocked.Increment(ref _number)}";
            await (random.Next(12) switch
            {
                0 or 1 or 2 when a != b => TransferAsync(random, reference, a, b, paise),
                3 or 4 => HoldAsync(random, reference, a, paise),
                5 or 6 => CaptureAsync(random, reference, b),
                7 => ReleaseAsync(random),
                8 => RefundAsync(random, reference),
                9 => ChargeAsync(random, reference),
                10 => PromoAsync(random, reference, a, paise / 10 + 1),
                11 => AdjustAsync(random, reference, a, random.Next(3) == 0 ? paise : -paise),
                _ => Task.CompletedTask,
            });
        }
    }

    private async Task TransferAsync(Random random, string reference, int a, int b, long paise)
    {
        var sent = await AskAsync(random, cancellationToken => Bank.PostAsync(
            id => Posting.Transfer(id, _people[a].Id, _people[b].Id, Money.FromPaise(paise)) with { RequestId = _run }, Claim(a, reference, $"{b} {paise}"), cancellationToken));
        if (sent is not null)
            Interlocked.Increment(ref _transfers);
    }

    private async Task HoldAsync(Random random, string reference, int payer, long paise)
    {
        var expiry = DateTimeOffset.UtcNow.AddMilliseconds(random.Next(4) == 0 ? random.Next(200) : 600_000);
        if (await AskAsync(random, cancellationToken => Bank.AskAsync(
                wallet => wallet.HoldAsync(reference, _people[payer].Id, Money.FromPaise(paise), expiry, cancellationToken))) is not null)
            _holds.Enqueue((reference, payer, paise));
    }

    private async Task CaptureAsync(Random random, string reference, int payee)
    {
        if (!TakeHold(random, out var hold) || hold.Payer == payee)
            return;
        var net = random.Next(2) == 0 ? hold.Paise : random.NextInt64(1, hold.Paise + 1);
        var commission = net / 7;
        net -= commission;
        if (await AskAsync(random, cancellationToken => Bank.AskAsync(wallet => wallet.CaptureAsync(
                hold.Hold, reference, Money.FromPaise(net + commission), Lines(payee, net, commission), cancellationToken))) is null)
            return;
        Interlocked.Add(ref _paise, -commission);
        _captures.Enqueue((reference, payee, net, commission));
    }

    private Task ReleaseAsync(Random random) =>
        TakeHold(random, out var hold) ? AskAsync(random, cancellationToken => Bank.AskAsync(wallet => wallet.ReleaseAsync(hold.Hold, cancellationToken))) : Task.CompletedTask;

    private async Task RefundAsync(Random random, string reference)
    {
        if (!_captures.TryDequeue(out var capture))
            return;
        _captures.Enqueue(capture);
        var (net, commission) = (random.NextInt64(1, capture.Net + 1), random.NextInt64(capture.Commission + 1));
        if (await AskAsync(random, cancellationToken => Bank.AskAsync(wallet => wallet.RefundAsync(
                capture.Capture, reference, Money.FromPaise(net + commission), Lines(capture.Payee, net, commission), cancellationToken))) is not null)
            Interlocked.Add(ref _paise, commission);
    }

    private async Task ChargeAsync(Random random, string reference)
    {
        if (!TakeHold(random, out var hold))
            return;
        var cost = random.NextInt64(hold.Paise * 100 + 1) / 10_000m;
        if (await AskAsync(random, cancellationToken => Bank.AskAsync(
                wallet => wallet.ChargeForAIAsync(hold.Hold, reference, cost, cancellationToken))) is { } charge)
            Interlocked.Add(ref _paise, -charge.Amount.Paise);
    }

    private async Task PromoAsync(Random random, string reference, int person, long paise)
    {
        if (await AskAsync(random, cancellationToken => Bank.AskAsync(
                wallet => wallet.CreditPromoAsync(reference, _people[person].Id, Money.FromPaise(paise), cancellationToken))) is not null)
            Interlocked.Add(ref _paise, paise);
    }

    private async Task AdjustAsync(Random random, string reference, int person, long paise)
    {
        if (await AskAsync(random, cancellationToken => Bank.PostAsync(
                id => Posting.Adjustment(id, _people[person].Id, Money.FromPaise(paise), isPromo: false, reference),
                Claim(person, reference, $"{paise}"),
                cancellationToken)) is not null)
            Interlocked.Add(ref _paise, paise);
    }

    /// <summary>Asks until there is an answer, now and then once more: the same question has the same answer. Null when refused.</summary>
    private static async Task<T?> AskAsync<T>(Random random, Func<CancellationToken, Task<Result<T>>> ask)
        where T : class
    {
        var answer = await UntilAnsweredAsync(random, ask);
        if (random.Next(5) == 0)
        {
            var again = await UntilAnsweredAsync(random, ask);
            (again.Error?.Code).Should().Be(answer.Error?.Code);
            if (again.IsSuccess && again.Value is not Receipt)
                again.Value.Should().Be(answer.Value);
        }

        (answer.IsSuccess || Refusals.Contains(answer.Error.Code)).Should().BeTrue("{0} is not expected", answer.Error?.Code);
        return answer.IsSuccess ? answer.Value : null;
    }

    private static async Task<Result<T>> UntilAnsweredAsync<T>(Random random, Func<CancellationToken, Task<Result<T>>> ask)
    {
        while (true)
        {
            // Some callers give up in the middle.
            using var patience = new CancellationTokenSource(random.Next(15) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 15)) : TimeSpan.FromMinutes(1));
            try
            {
                var result = await ask(patience.Token);
                if (result.Error != RequestErrors.InFlight && result.Error != RequestErrors.Conflict)
                    return result;
            }
            catch (Exception lost) when (lost is NpgsqlException or OperationCanceledException or IOException)
            {
            }
        }
    }

    private IdempotencyClaim Claim(int person, string key, string content) =>
        new(_people[person].Id, "POST storm", key, SHA256.HashData(Encoding.UTF8.GetBytes(content)), "trace", "en");

    private bool TakeHold(Random random, out (string Hold, int Payer, long Paise) hold)
    {
        if (!_holds.TryDequeue(out hold))
            return false;
        // Now and then another wants the same one.
        if (random.Next(3) == 0)
            _holds.Enqueue(hold);
        return true;
    }

    private PaymentLine[] Lines(int payee, long net, long commission) =>
        [PaymentLine.Payee(_people[payee].Id, Money.FromPaise(net)), PaymentLine.Commission(Money.FromPaise(commission))];

    private static async Task ExpireAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
            await Bank.ReadAsync<long>("select expire_holds(100)");
    }

    private static async Task CutConnectionsAsync(Random random, CancellationToken over)
    {
        await using var connection = await Bank.Host.Database.OpenAsync();
        while (!over.IsCancellationRequested)
        {
            await connection.ExecuteAsync(
                """
                select pg_terminate_backend(pid)
                from pg_stat_activity
                where datname = current_database() and application_name = 'samjhadoo/wallet' and state = 'active' and query like '%post(%'
                limit 1
                """);
            await Task.Delay(random.Next(150, 500), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
