using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Wallet.Application.Holds;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Application.Wallets;
using Samjhadoo.Wallet.Contracts;
using Samjhadoo.Wallet.Infrastructure.Endpoints;
using Samjhadoo.Wallet.Infrastructure.Ledger;
using Samjhadoo.Wallet.Infrastructure.Persistence;
using Samjhadoo.Wallet.Infrastructure.Privacy;
using Samjhadoo.Wallet.Infrastructure.Samples;

namespace Samjhadoo.Wallet.Infrastructure;

/// <summary>The Wallet module.</summary>
public sealed class WalletModule : IModule
{
    /// <inheritdoc />
    public string Name => "Wallet";

    /// <inheritdoc />
    public string Schema => "wallet";

    /// <inheritdoc />
    public IReadOnlyList<string> AppendOnlyTables => ["accounts", "transactions", "entries", "used_references", "reconciliations"];

    /// <inheritdoc />
    public void Register(ModuleBuilder module)
    {
        module.UseDatabase<WalletDbContext>(keepUsers: true)
            .AddScoped<ILedger, PostgresLedger>()
            .AddScoped<IHolds, PostgresHolds>()
            .AddScoped<IWalletApi, WalletApi>()
            .AddScoped<IWallets, Ledger.Wallets>()
            .AddSingleton<PostingQueue, PostingQueue>()
            .AddScoped<SystemAccounts, SystemAccounts>()
            .AddScoped<SampleMoney, SampleMoney>()
            .AddScoped<IPersonalData, WalletData>();
        module.Services.AddSingleton<TransactionIds>();
    }

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        WalletEndpoints.Map(api);
        LedgerEndpoints.Map(api);
    }

    /// <inheritdoc />
    public async Task SeedReferenceDataAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SystemAccounts>().MakeAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async Task LoadSampleDataAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SampleMoney>().GiveAsync(cancellationToken);
    }

    /// <inheritdoc />
    public Task SeedUsersAsync(IServiceProvider services, long firstId, long lastId, CancellationToken cancellationToken) =>
        SeededWallets.MakeAsync(services.GetRequiredKeyedService<NpgsqlDataSource>(Name), firstId, lastId, cancellationToken);
}
