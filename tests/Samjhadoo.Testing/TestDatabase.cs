using System.Security.Cryptography;
using Npgsql;
using Respawn;
using Samjhadoo.Shared.Infrastructure.Hosting;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Testing;

/// <summary>A database of its own in the private cluster, migrated for a set of modules, dropped at the end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly string[] Kept = ["migrations_history", "outbox_partitions", "jobs"];

    private readonly IReadOnlyList<IModule> _modules;
    private readonly string _superuser;
    private Respawner? _respawner;

    private TestDatabase(string name, string superuser, IReadOnlyList<IModule> modules, IReadOnlyList<string> arguments)
    {
        Name = name;
        _superuser = superuser;
        _modules = modules;
        Arguments = arguments;
    }

    /// <summary>The database's name; the role of module X is <c>{Name}_{schema}</c>.</summary>
    public string Name { get; }

    /// <summary>The host's command line for this database.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Makes and migrates the database as the product does: a plain owner, a role for each module.</summary>
    /// <param name="modules">Whose schemas.</param>
    /// <param name="superuser">Connection string of another cluster's superuser; the tests' own without it.</param>
    public static async Task<TestDatabase> CreateAsync(IReadOnlyList<IModule> modules, string? superuser = null)
    {
        var name = $"samjhadoo_{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var password = RandomNumberGenerator.GetHexString(32);
        superuser ??= await TestServers.SuperuserAsync();
        await using (var connection = new NpgsqlConnection(superuser))
        {
            await connection.OpenAsync();
            await ExecuteAsync(connection, $"create role {name}_owner login createrole password '{password}'");
            await ExecuteAsync(connection, $"create database {name} owner {name}_owner");
        }

        var server = new NpgsqlConnectionStringBuilder(superuser);
        var arguments = new List<string>
        {
            "--environment=Testing",
            $"--ConnectionStrings:Samjhadoo=Host={server.Host};Port={server.Port};Database={name}",
        };
        arguments.AddRange(modules.Select(module => $"--Database:Passwords:{module.Name}={password}"));
        var database = new TestDatabase(name, new NpgsqlConnectionStringBuilder(superuser) { Database = name }.ConnectionString, modules, arguments);
        var owner = $"--ConnectionStrings:Owner=Host={server.Host};Port={server.Port};Database={name};Username={name}_owner;Password={password}";
        if (await SamjhadooApp.RunAsync(["migrate", .. arguments, owner], modules) != 0)
            throw new InvalidOperationException("The verb migrate failed; its messages stand above.");
        return database;
    }

    /// <summary>Opens a connection of the cluster's superuser, which no part of the product ever is.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_superuser);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Opens a connection as a module does.</summary>
    public async Task<NpgsqlConnection> OpenAsync(IModule module)
    {
        var password = Arguments.Single(argument => argument.StartsWith($"--Database:Passwords:{module.Name}=", StringComparison.Ordinal)).Split('=', 2)[1];
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_superuser)
        {
            Username = $"{Name}_{module.Schema}",
            Password = password,
            SearchPath = $"{module.Schema},extensions",
        }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>
    /// Empties every table. Append-only triggers are switched off for this connection alone, by a parameter that no role of the
    /// product may set.
    /// </summary>
    public async Task EmptyAsync()
    {
        await using var connection = await OpenAsync();
        await ExecuteAsync(connection, "set session_replication_role = replica");
        _respawner ??= await Respawner.CreateAsync(connection, new RespawnerOptions
        {
            DbAdapter = DbAdapter.Postgres,
            SchemasToInclude = [.. _modules.Select(module => module.Schema)],
            TablesToIgnore = [.. Kept.SelectMany(table => _modules.Select(module => new Respawn.Graph.Table(module.Schema, table)))],
        });
        await _respawner.ResetAsync(connection);
    }

    /// <summary>Keeps a copy of the database as it is now; nobody may be connected to it.</summary>
    public async Task KeepAsync()
    {
        await using var connection = await OpenClusterAsync();
        await ExecuteAsync(connection, $"create database {Name}_kept template {Name}");
    }

    /// <summary>The database as <see cref="KeepAsync"/> kept it, which is much quicker than a migration.</summary>
    public async Task RestoreAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await using var connection = await OpenClusterAsync();
        await ExecuteAsync(connection, $"drop database if exists {Name} with (force)");
        await ExecuteAsync(connection, $"create database {Name} template {Name}_kept owner {Name}_owner");
        await ExecuteAsync(connection, $"revoke all on database {Name} from public");
        await ExecuteAsync(connection, $"grant connect on database {Name} to {string.Join(", ", _modules.Select(module => $"{Name}_{module.Schema}"))}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await using var connection = await OpenClusterAsync();
        await ExecuteAsync(connection, $"drop database if exists {Name}_kept");
        await ExecuteAsync(connection, $"drop database if exists {Name} with (force)");
        foreach (var module in _modules)
            await ExecuteAsync(connection, $"drop role if exists {Name}_{module.Schema}");
        await ExecuteAsync(connection, $"drop role if exists {Name}_owner");
    }

    private async Task<NpgsqlConnection> OpenClusterAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_superuser) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
