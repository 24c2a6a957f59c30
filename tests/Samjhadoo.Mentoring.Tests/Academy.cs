using Dapper;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Mentoring.Infrastructure;
using Samjhadoo.Testing;
using Samjhadoo.Wallet.Infrastructure;

namespace Samjhadoo.Mentoring.Tests;

/// <summary>One host for all tests of the module; a test makes the people it needs and shares the tables with the others.</summary>
[SetUpFixture]
public sealed class Academy
{
    public static ModuleHost Host { get; private set; } = null!;

    internal static MentoringModule Module { get; } = new();

    [OneTimeSetUp]
    public async Task StartAsync() => Host = await ModuleHost.StartAsync(
        [new IdentityModule(), new WalletModule(), Module], new ModuleHostOptions { Arguments = ["--RateLimits:Enabled=false"] });

    [OneTimeTearDown]
    public async Task StopAsync() => await Host.DisposeAsync();

    public static async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await Host.Database.OpenAsync();
        await connection.ExecuteAsync($"set search_path = mentoring, extensions; {sql}", parameters);
    }

    public static async Task<T> ReadAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Host.Database.OpenAsync();
        await connection.ExecuteAsync("set search_path = mentoring, extensions");
        return (await connection.QuerySingleAsync<T>(sql, parameters))!;
    }
}
