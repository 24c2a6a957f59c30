using Microsoft.EntityFrameworkCore.Migrations;

namespace Samjhadoo.Mentoring.Infrastructure.Persistence;

/// <summary>What EF Core has no words for stands in .sql files in the folder Sql; migrations run them.</summary>
internal static class Script
{
    public static void Run(MigrationBuilder migration, string name) => migration.Sql(Read(name));

    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Script).Assembly.GetManifestResourceStream($"Mentoring.Sql.{name}.sql")!);
        return reader.ReadToEnd();
    }
}
