using Microsoft.EntityFrameworkCore.Migrations;

namespace Samjhadoo.Wallet.Infrastructure.Persistence.Sql;

/// <summary>The ledger's tables and functions stand in .sql files beside this one; migrations run them.</summary>
internal static class Script
{
    public static void Run(MigrationBuilder migration, string name)
    {
        using var reader = new StreamReader(typeof(Script).Assembly.GetManifestResourceStream($"Wallet.Sql.{name}.sql")!);
        migration.Sql(reader.ReadToEnd());
    }
}
