using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

/// <summary>
/// The <c>migrate</c> verb: roles, schemas, extensions and tables by the owner, then reference data by the modules themselves.
/// Repeatable; one at a time under an advisory lock, which ends with its connection.
/// </summary>
internal static class Migrator
{
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var modules = services.GetRequiredService<ModuleRegistry>().All;
        var configuration = services.GetRequiredService<IConfiguration>();
        foreach (var server in modules.GroupBy(module => Databases.ConnectionStringOf(configuration, "Owner", module.Module)))
        {
            await using var owner = await OpenAsync(server.Key, cancellationToken);
            await owner.ExecuteAsync("select pg_advisory_lock(hashtextextended('samjhadoo.migrate', 0))", commandTimeout: 0);
            await PrepareDatabaseAsync(owner);
            foreach (var module in server)
                await MigrateAsync(owner, module, services, cancellationToken);
        }

        foreach (var module in modules)
            await module.Module.SeedReferenceDataAsync(services, cancellationToken);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string owner, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(owner) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    // Functions are executable by everybody unless the owner's defaults say otherwise; the extensions' are meant to be, so they come first.
    private static async Task PrepareDatabaseAsync(NpgsqlConnection owner)
    {
        await owner.ExecuteAsync(
            $"""
            create schema if not exists extensions;
            create extension if not exists pg_trgm schema extensions;
            create extension if not exists btree_gist schema extensions;
            grant usage on schema extensions to public;
            revoke all on schema public from public;
            revoke all on database "{owner.Database}" from public;
            alter default privileges revoke execute on functions from public;
            """);
    }

    private static async Task MigrateAsync(NpgsqlConnection owner, RegisteredModule module, IServiceProvider services, CancellationToken cancellationToken)
    {
        var role = Databases.RoleOf(owner.Database, module.Module);
        await MakeRoleAsync(owner, role, Databases.PasswordOf(services.GetRequiredService<IConfiguration>(), module.Module));
        await owner.ExecuteAsync(
            $"""
            create schema if not exists {module.Schema};
            set search_path = {module.Schema}, extensions;
            grant connect on database "{owner.Database}" to "{role}";
            grant usage on schema {module.Schema} to "{role}";
            alter role "{role}" in database "{owner.Database}" set search_path = {module.Schema}, extensions;
            alter default privileges in schema {module.Schema} grant select, insert, update, delete on tables to "{role}";
            alter default privileges in schema {module.Schema} grant usage, select on sequences to "{role}";
            alter default privileges in schema {module.Schema} grant execute on functions to "{role}";
            """);
        foreach (var script in ScriptsOf(module))
            await owner.ExecuteAsync(script);

        await using var scope = services.CreateAsyncScope();
        var database = (ModuleDbContext)scope.ServiceProvider.GetRequiredService(module.ContextType);
        database.Database.SetDbConnection(owner, contextOwnsConnection: false);
        await database.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
        foreach (var (table, column, sequence) in database.DrawnKeys())
            await owner.ExecuteAsync($"alter table {table} alter column {column} set default nextval('{sequence}')");

        // What stands already was made before these roles and defaults, perhaps under another database's name.
        await owner.ExecuteAsync(
            $"""
            revoke all on all routines in schema {module.Schema} from public;
            grant select, insert, update, delete on all tables in schema {module.Schema} to "{role}";
            grant usage, select on all sequences in schema {module.Schema} to "{role}";
            grant execute on all routines in schema {module.Schema} to "{role}";
            revoke insert, update, delete on {Databases.History} from "{role}";
            """);
        foreach (var table in module.Module.AppendOnlyTables)
            await owner.ExecuteAsync(
                $"""
                revoke update, delete on {table} from "{role}";
                create or replace trigger {table}_append_only
                    before update or delete or truncate on {table}
                    for each statement execute function refuse_change();
                """);
    }

    private static async Task MakeRoleAsync(NpgsqlConnection owner, string role, string password)
    {
        var exists = await owner.ExecuteScalarAsync<bool>("select exists (select from pg_roles where rolname = @role)", new { role });
        var statement = await owner.ExecuteScalarAsync<string>(
            $"select format('{(exists ? "alter" : "create")} role %I login password %L', @role, @password)",
            new { role, password });
        await owner.ExecuteAsync(statement!);
    }

    // Tables that every module has (outbox, inbox, keys, jobs): repeatable scripts beside the code that uses them.
    private static IEnumerable<string> ScriptsOf(RegisteredModule module)
    {
        var assembly = typeof(Migrator).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!name.EndsWith(".house.sql", StringComparison.Ordinal) && !(module.KeepsUsers && name.EndsWith(".users_replica.sql", StringComparison.Ordinal)))
                continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
