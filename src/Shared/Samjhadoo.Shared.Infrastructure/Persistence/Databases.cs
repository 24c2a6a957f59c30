using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

internal static class Databases
{
    /// <summary>EF Core's table of applied migrations, one a schema.</summary>
    public const string History = "migrations_history";

    private const string Primary = "Samjhadoo";
    private const string ReadOnly = "SamjhadooRead";

    /// <summary>Share of the host's connections, reads included (decision 14).</summary>
    private static int WeightOf(string module) => module switch { "Wallet" => 3, "Identity" => 2, _ => 1 };

    /// <summary>What the databases of all modules share.</summary>
    public static void AddDatabases(this IServiceCollection services)
    {
        services.AddSingleton<RecentWriters>();
    }

    public static void AddModuleDatabase<TContext>(this IServiceCollection services, IModule module)
        where TContext : ModuleDbContext
    {
        services.AddKeyedSingleton(module.Name, (provider, _) => DataSourceOf(provider, module, Primary));
        services.AddKeyedSingleton(new Replica(module.Name), (provider, _) => DataSourceOf(provider, module, ReadOnly));
        services.AddKeyedScoped<IReadDatabase>(module.Name, (provider, _) =>
        {
            var writers = provider.GetRequiredService<RecentWriters>();
            return new ReadDatabase(
                provider.GetRequiredKeyedService<NpgsqlDataSource>(module.Name),
                writers.Matter ? provider.GetRequiredKeyedService<NpgsqlDataSource>(new Replica(module.Name)) : null,
                writers,
                provider.GetRequiredService<ICurrentUser>());
        });
        // The options are the same for every request; making them anew for each one cost 7 % of a small query.
        services.AddDbContext<TContext>(
            (provider, options) => options
                // A migration is made without a server.
                .UseNpgsql(EF.IsDesignTime ? NpgsqlDataSource.Create("Host=none") : provider.GetRequiredKeyedService<NpgsqlDataSource>(module.Name), postgres => postgres
                    .SetPostgresVersion(15, 0)
                    .MigrationsHistoryTable(History, module.Schema))
                .UseSnakeCaseNamingConvention()
                .ConfigureWarnings(warnings => warnings.Ignore(
                    CoreEventId.ManyServiceProvidersCreatedWarning, CoreEventId.NoEntityTypeConfigurationsWarning, RelationalEventId.MigrationsNotFound)),
            ServiceLifetime.Scoped,
            ServiceLifetime.Singleton);
    }

    /// <summary>The role module X logs in as (decision 14).</summary>
    public static string RoleOf(string database, IModule module) => $"{database}_{module.Schema}";

    /// <summary>The password of that role.</summary>
    public static string PasswordOf(IConfiguration configuration, IModule module) =>
        configuration[$"Database:Passwords:{module.Name}"] ?? throw new InvalidOperationException($"Database:Passwords:{module.Name} is not set.");

    /// <summary>Connections of one host, all modules together.</summary>
    public static int MaxConnectionsOf(IConfiguration configuration) => configuration.GetValue("Database:MaxConnectionsPerHost", 60);

    /// <summary>
    /// The connection string of this name: the module's own (<c>ConnectionStrings:Samjhadoo:Wallet</c>) where it lives on a server
    /// of its own, the common one otherwise.
    /// </summary>
    public static string ConnectionStringOf(IConfiguration configuration, string name, IModule module) =>
        configuration.GetConnectionString($"{name}:{module.Name}")
        ?? configuration.GetConnectionString(name)
        ?? throw new InvalidOperationException($"ConnectionStrings:{name} is not set.");

    /// <summary>How a module logs in: its role, its password, its search path.</summary>
    public static NpgsqlConnectionStringBuilder LoginOf(IConfiguration configuration, IModule module, string server = Primary)
    {
        var connection = new NpgsqlConnectionStringBuilder(ConnectionStringOf(configuration, server, module));
        connection.Username = RoleOf(connection.Database!, module);
        connection.Password = PasswordOf(configuration, module);
        connection.ApplicationName = $"samjhadoo/{module.Schema}";
        connection.SearchPath = $"{module.Schema},extensions";
        return connection;
    }

    private static NpgsqlDataSource DataSourceOf(IServiceProvider provider, IModule module, string server)
    {
        var configuration = provider.GetRequiredService<IConfiguration>();
        var modules = provider.GetRequiredService<ModuleRegistry>().All;
        var connection = LoginOf(configuration, module, server);
        var total = MaxConnectionsOf(configuration);
        connection.MaxPoolSize = Math.Max(2, total * WeightOf(module.Name) / modules.Sum(other => WeightOf(other.Name)));

        // The server gives up first; the client's limits are for a server that hangs. There a command costs its own limit and twice
        // that of a connection, over which the driver tries to cancel it: 12 s at most.
        connection.Options = "-c statement_timeout=5s -c idle_in_transaction_session_timeout=60s";
        connection.CommandTimeout = 6;
        connection.Timeout = 3;
        connection.MaxAutoPrepare = 100;
        connection.AutoPrepareMinUsages = 3;
        return new NpgsqlDataSourceBuilder(connection.ConnectionString) { Name = module.Schema }.Build();
    }
}

/// <summary>Names a module's data source on the read replica.</summary>
internal sealed record Replica(string Module);
