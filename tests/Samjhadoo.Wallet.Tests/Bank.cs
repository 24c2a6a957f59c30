using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Testing;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Contracts;
using Samjhadoo.Wallet.Domain.Ledger;
using Samjhadoo.Wallet.Infrastructure;

namespace Samjhadoo.Wallet.Tests;

/// <summary>One host for all tests of the module; a test makes the people it needs and shares the ledger with the others.</summary>
[SetUpFixture]
public sealed class Bank
{
    private static int _grants;
    private static int _references;

    public static ModuleHost Host { get; private set; } = null!;

    internal static WalletModule Module { get; } = new();

    [OneTimeSetUp]
    public async Task StartAsync() =>
        Host = await ModuleHost.StartAsync([new IdentityModule(), Module], new ModuleHostOptions { Arguments = ["--RateLimits:Enabled=false"] });

    // Whatever the tests did, the books are right at the end.
    [OneTimeTearDown]
    public async Task ProveAndStopAsync()
    {
        var proof = await ProveAsync();
        await Host.DisposeAsync();
        proof.Holds.Should().BeTrue("of {0}", proof);
    }

    internal static async Task<LedgerProof> ProveAsync()
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ISender>().SendAsync(new ProveLedgerQuery(), CancellationToken.None)).Value;
    }

    /// <summary>Somebody with that much money, and a client that is logged in.</summary>
    public static async Task<Person> PersonAsync(decimal money = 0, decimal promo = 0, string role = UserRole.User)
    {
        var account = await TestAccount.CreateAsync(Host.Database, Host.Services, role);
        var person = new Person(account, account.Client(Host.Url));
        if (money > 0)
            await GrantAsync(person.Id, money, isPromo: false);
        if (promo > 0)
            await GrantAsync(person.Id, promo, isPromo: true);
        return person;
    }

    public static async Task GrantAsync(long userId, decimal amount, bool isPromo)
    {
        var result = await PostAsync(id => Posting.Promotion(id, userId, Money.Rupees(amount), isPromo, $"test:{Interlocked.Increment(ref _grants)}"));
        result.Error.Should().BeNull();
    }

    internal static async Task<Result<Receipt>> PostAsync(
        Func<long, Posting> make, IdempotencyClaim? key = null, CancellationToken cancellationToken = default)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var ledger = scope.ServiceProvider.GetRequiredService<ILedger>();
        var posting = make(await ledger.NextTransactionIdAsync(CancellationToken.None));
        return await ledger.PostAsync(posting, WalletEvent.Of(posting), key, cancellationToken);
    }

    /// <summary>Asks Wallet as another module does.</summary>
    public static async Task<Result<T>> AskAsync<T>(Func<IWalletApi, Task<Result<T>>> ask)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<IWalletApi>());
    }

    /// <summary>A name that no other test uses.</summary>
    public static string Reference(string noun) => $"{noun}:{Interlocked.Increment(ref _references)}";

    public static async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await Host.Database.OpenAsync();
        await connection.ExecuteAsync($"set search_path = wallet, extensions; {sql}", parameters);
    }

    public static async Task<T> ReadAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Host.Database.OpenAsync();
        await connection.ExecuteAsync("set search_path = wallet, extensions");
        return (await connection.QuerySingleAsync<T>(sql, parameters))!;
    }
}

/// <summary>A user of a test.</summary>
public sealed record Person(TestAccount Account, HttpClient Client)
{
    public long Id => Account.Id;

    public Task<Answer> SendAsync(long toUserId, decimal amount, string? key = null, string? note = null) =>
        TransferAsync(new JsonObject { ["toUserId"] = toUserId, ["amount"] = amount, ["note"] = note }.ToJsonString(), key);

    public async Task<Answer> TransferAsync(string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/wallet/transfers");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key != "")
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        using var response = await Client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public async Task<Answer> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        return await Answer.OfAsync(response);
    }

    public Task<Answer> PostAsync(string path, object? body = null, string? key = null) => SendAsync(HttpMethod.Post, path, body, key);

    public Task<Answer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, body, key: null);

    public async Task<JsonElement> WalletAsync() => (await GetAsync("/api/v1/wallet")).Json;

    public async Task<decimal> BalanceAsync() => (await WalletAsync()).GetProperty("balance").GetDecimal();

    // A string is a body as it is.
    private async Task<Answer> SendAsync(HttpMethod method, string path, object? body, string? key)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await Client.SendAsync(request);
        return await Answer.OfAsync(response);
    }
}

/// <summary>An HTTP answer, read.</summary>
public sealed record Answer(int Status, string Text, string? Location, string? ETag, bool Replayed, string? ContentType)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Location?.OriginalString,
        response.Headers.ETag?.Tag,
        response.Headers.Contains("Idempotency-Replayed"),
        response.Content.Headers.ContentType?.ToString());
}
