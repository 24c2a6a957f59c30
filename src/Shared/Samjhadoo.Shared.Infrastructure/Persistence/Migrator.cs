using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

/// <summary>The <c>migrate</c> verb: roles, schemas, extensions, tables, reference data. Runs as the owner, under one advisory lock.</summary>
internal static class Migrator
{
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var modules = services.GetRequiredService<ModuleRegistry>();
        var owner = configuration.GetConnectionString("Owner") ?? throw new InvalidOperationException("migrate needs ConnectionStrings:Owner.");

        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(cancellationToken);
        await connection.ExecuteAsync("select pg_advisory_lock(hashtext('samjhadoo.migrate'))");
        await connection.ExecuteAsync(
            """
            create schema if not exists extensions;
            create extension if not exists pg_trgm schema extensions;
            create extension if not exists btree_gist schema extensions;
            grant usage on schema extensions to public;
            """);

        foreach (var module in modules.All)
        {
            var role = Databases.RoleOf(connection.Database, module.Module);
            var password = configuration[$"Database:Passwords:{module.Name}"];
            var exists = await connection.ExecuteScalarAsync<bool>("select exists (select from pg_roles where rolname = @role)", new { role });
            var statement = await connection.ExecuteScalarAsync<string>(
                exists ? "select format('alter role %I login password %L', @role, @password)" : "select format('create role %I login password %L', @role, @password)",
                new { role, password });
            await connection.ExecuteAsync(statement!);
            await connection.ExecuteAsync(
                $"""
                create schema if not exists {module.Schema};
                grant usage on schema {module.Schema} to "{role}";
                alter default privileges in schema {module.Schema} grant select, insert, update, delete on tables to "{role}";
                alter default privileges in schema {module.Schema} grant usage, select on sequences to "{role}";
                alter default privileges in schema {module.Schema} grant execute on functions to "{role}";
                alter role "{role}" set search_path = {module.Schema}, extensions;
                """);

            await connection.ExecuteAsync($"set search_path = {module.Schema}, extensions");
            foreach (var script in HouseScripts())
                await connection.ExecuteAsync(script);

            await using var scope = services.CreateAsyncScope();
            var database = (ModuleDbContext)scope.ServiceProvider.GetRequiredService(module.ContextType);
            database.Database.SetConnectionString(owner + $";Search Path={module.Schema},extensions");
            await database.Database.MigrateAsync(cancellationToken);
        }

        foreach (var module in modules.All)
            await module.Module.SeedReferenceDataAsync(services, cancellationToken);
    }

    // Tables that every module has (outbox, inbox, keys, jobs): repeatable scripts beside the code that uses them, run in each schema.
    private static IEnumerable<string> HouseScripts()
    {
        var assembly = typeof(Migrator).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".house.sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
