using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Wallet.Application.Adjustments;
using Samjhadoo.Wallet.Application.Administration;
using Samjhadoo.Wallet.Application.Holds;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Application.Limits;
using Samjhadoo.Wallet.Application.Statements;
using Samjhadoo.Wallet.Application.Wallets;
using Samjhadoo.Wallet.Contracts;
using Samjhadoo.Wallet.Domain.Adjustments;
using Samjhadoo.Wallet.Domain.Audit;
using Samjhadoo.Wallet.Domain.Freezes;
using Samjhadoo.Wallet.Domain.Limits;
using Samjhadoo.Wallet.Domain.Payouts;
using Samjhadoo.Wallet.Domain.Refunds;
using Samjhadoo.Wallet.Domain.TopUps;
using Samjhadoo.Wallet.Domain.Webhooks;
using Samjhadoo.Wallet.Infrastructure.Adjustments;
using Samjhadoo.Wallet.Infrastructure.Audit;
using Samjhadoo.Wallet.Infrastructure.Endpoints;
using Samjhadoo.Wallet.Infrastructure.Freezes;
using Samjhadoo.Wallet.Infrastructure.Gateways;
using Samjhadoo.Wallet.Infrastructure.Gateways.Sandbox;
using Samjhadoo.Wallet.Infrastructure.Ledger;
using Samjhadoo.Wallet.Infrastructure.Limits;
using Samjhadoo.Wallet.Infrastructure.Payouts;
using Samjhadoo.Wallet.Infrastructure.Persistence;
using Samjhadoo.Wallet.Infrastructure.Privacy;
using Samjhadoo.Wallet.Infrastructure.Refunds;
using Samjhadoo.Wallet.Infrastructure.Samples;
using Samjhadoo.Wallet.Infrastructure.TopUps;
using Samjhadoo.Wallet.Infrastructure.Webhooks;

namespace Samjhadoo.Wallet.Infrastructure;

/// <summary>The Wallet module.</summary>
public sealed class WalletModule : IModule
{
    /// <inheritdoc />
    public string Name => "Wallet";

    /// <inheritdoc />
    public string Schema => "wallet";

    /// <inheritdoc />
    public IReadOnlyList<string> AppendOnlyTables => ["accounts", "transactions", "entries", "used_references", "reconciliations", "audit_log"];

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
            .AddScoped<StatementBook, StatementBook>()
            .AddScoped<AdminWallets, AdminWallets>()
            .AddScoped<IAuditLog, AuditLog>()
            .AddScoped<IFreezeRepository, FreezeRepository>()
            .AddScoped<IDailyLimits, DailyLimits>()
            .AddScoped<ILimitRepository, DailyLimits>()
            .AddScoped<IAdjustmentRepository, AdjustmentRepository>()
            .AddScoped<AdjustmentDesk, AdjustmentDesk>()
            .AddScoped<IPersonalData, WalletData>()
            .AddScoped<ITopUpRepository, TopUpRepository>()
            .AddScoped<IRefundRepository, RefundRepository>()
            .AddScoped<IPayoutRepository, PayoutRepository>()
            .AddScoped<IPayoutMethodRepository, PayoutMethodRepository>()
            .AddScoped<IWebhookRepository, WebhookRepository>();
        module.AddGateways();
        module.Services.AddSingleton<TransactionIds>();
        module.Services.AddSingleton(module.Configuration.GetSection("Wallet:DailyLimits").Get<DailyLimitOptions>() ?? new());
        module.Services.AddSingleton(module.Configuration.GetSection("Wallet:Adjustments").Get<AdjustmentOptions>() ?? new());
    }

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        WalletEndpoints.Map(api);
        LedgerEndpoints.Map(api);
        StatementEndpoints.Map(api);
        AdminWalletEndpoints.Map(api);
        PaymentEndpoints.Map(api);
        SandboxCheckout.Map(api);
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
