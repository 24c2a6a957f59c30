using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Lab;

/// <summary>One transfer that was asked for, and what is known of its fate.</summary>
public sealed class Transfer(TestAccount from, TestAccount to, decimal amount)
{
    public TestAccount From { get; } = from;

    public TestAccount To { get; } = to;

    public decimal Amount { get; } = amount;

    public string Key { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The answer, or null while nobody knows.</summary>
    public HttpStatusCode? Answer { get; set; }

    public bool Done => Answer == HttpStatusCode.Created;
}

/// <summary>Clients that send transfers, remember what they were told, and keep their own books.</summary>
public sealed class Bank(IReadOnlyList<TestAccount> accounts, decimal opening, params IReadOnlyList<Uri> hosts)
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1), ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        Timeout = TimeSpan.FromSeconds(40),
    };

    /// <summary>
    /// A call that Postgres leaves hanging ends with the time-outs of its commit: 6 s, and twice 3 s in which the driver tries to cancel
    /// it. The rest is the machine's, more of it where tests share two cores.
    /// </summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(FaultLab.FullSize ? 13 : 15);

    private int _turn;
    private long _slowest;

    public ConcurrentBag<Transfer> Transfers { get; } = [];

    /// <summary>Answers that no client should ever see, with their bodies.</summary>
    public ConcurrentBag<string> Surprises { get; } = [];

    /// <summary>How long the slowest answer took, since <see cref="ForgetSlowest"/>.</summary>
    public TimeSpan Slowest => TimeSpan.FromTicks(Interlocked.Read(ref _slowest));

    /// <summary>Chooses the host of a request; each in its turn without it.</summary>
    public Func<Uri>? Balancer { get; init; }

    public void ForgetSlowest() => Interlocked.Exchange(ref _slowest, 0);

    /// <summary>Opens the account's wallet and pays into it from a system account, by balanced entries like any other.</summary>
    public static Task FundAsync(TestDatabase database, long userId, decimal balance) => TestMoney.FundAsync(database, userId, balance);

    /// <summary>Sends transfers from many clients at once until the token ends it.</summary>
    public Task RunAsync(int clients, CancellationToken until) => Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
    {
        while (!until.IsCancellationRequested)
        {
            await SendAsync(NewTransfer());
            await Task.Yield();
        }
    }, CancellationToken.None)));

    /// <summary>Sends this many transfers from many clients at once.</summary>
    public Task RunAsync(int clients, int count) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = clients }, async (_, _) => await SendAsync(NewTransfer()));

    /// <summary>Repeats, with the same key, every transfer whose answer was lost or put off, until each has one.</summary>
    public async Task SettleAsync(TimeSpan? within = null) => await Eventually.ValueAsync(
        async () =>
        {
            var open = Transfers.Where(transfer => transfer.Answer is null).ToList();
            await Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (transfer, _) => await SendAsync(transfer, again: true));
            return Transfers.Count(transfer => transfer.Answer is null);
        },
        open => open == 0,
        within ?? TimeSpan.FromSeconds(60),
        "every transfer has an answer");

    public async Task SendAsync(Transfer transfer, bool again = false)
    {
        if (!again)
            Transfers.Add(transfer);
        var host = Balancer?.Invoke() ?? hosts[Interlocked.Increment(ref _turn) % hosts.Count];
        var started = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host, "/api/v1/wallet/transfers"))
        {
            Content = JsonContent.Create(new { toUserId = transfer.To.Id, amount = transfer.Amount }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", transfer.From.Token);
        request.Headers.Add("Idempotency-Key", transfer.Key);
        try
        {
            using var response = await Client.SendAsync(request);
            switch (response.StatusCode)
            {
                case HttpStatusCode.Created or HttpStatusCode.UnprocessableEntity:
                    transfer.Answer = response.StatusCode;
                    break;
                case HttpStatusCode.ServiceUnavailable when response.Headers.RetryAfter is not null:
                case HttpStatusCode.Conflict:
                    break;
                default:
                    Surprises.Add($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
                    break;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            // The answer is lost; the transfer may or may not have happened, which is what keys are for.
        }
        finally
        {
            var took = Stopwatch.GetElapsedTime(started).Ticks;
            for (var slowest = Interlocked.Read(ref _slowest); took > slowest;)
                slowest = Interlocked.CompareExchange(ref _slowest, took, slowest) is var seen && seen == slowest ? took : seen;
        }
    }

    /// <summary>What each account must have: the opening balance and every acknowledged transfer exactly once.</summary>
    public async Task BalancesAreExactAsync()
    {
        foreach (var account in accounts)
        {
            var expected = opening
                + Transfers.Where(transfer => transfer.Done && transfer.To == account).Sum(transfer => transfer.Amount)
                - Transfers.Where(transfer => transfer.Done && transfer.From == account).Sum(transfer => transfer.Amount);
            using var client = account.Client(hosts[0]);
            var wallet = await client.GetFromJsonAsync<JsonElement>("/api/v1/wallet");
            wallet.GetProperty("balance").GetDecimal().Should().Be(expected, "{0} acknowledged transfers are in the books once", account.Username);
        }
    }

    private Transfer NewTransfer()
    {
        var from = Random.Shared.Next(accounts.Count);
        var to = (from + 1 + Random.Shared.Next(accounts.Count - 1)) % accounts.Count;
        return new Transfer(accounts[from], accounts[to], Random.Shared.Next(1, 500) / 100m);
    }
}
