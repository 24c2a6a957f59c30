using Microsoft.EntityFrameworkCore.Migrations;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

/// <summary>Longer SQL stands in .sql files in a module's folder <c>Persistence/Sql</c>.</summary>
public static class Scripts
{
    /// <summary>Runs one of the module's scripts. A changed function comes with a new migration that runs its script again.</summary>
    /// <param name="builder">Of the migration.</param>
    /// <param name="migration">The migration, whose module's script it is.</param>
    /// <param name="name">The file's name without <c>.sql</c>.</param>
    public static void RunScript(this MigrationBuilder builder, Migration migration, string name) => builder.Sql(Read(migration.GetType(), name));

    /// <summary>The text of one of a module's scripts.</summary>
    /// <param name="owner">Any type of the module's Infrastructure.</param>
    /// <param name="name">The file's name without <c>.sql</c>.</param>
    public static string Read(Type owner, string name)
    {
        var resource = owner.Assembly.GetManifestResourceNames().Single(candidate => candidate.EndsWith($".Sql.{name}.sql", StringComparison.Ordinal));
        using var reader = new StreamReader(owner.Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
