using Microsoft.EntityFrameworkCore.Migrations;

namespace Samjhadoo.Identity.Infrastructure.Persistence;

/// <summary>What migrations say in SQL, because EF Core has no words for it.</summary>
internal static class Sql
{
    /// <summary>The words of a list as SQL literals.</summary>
    public static string List(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"'{word}'"));

    /// <summary>The last lines of the migration that makes the tables.</summary>
    public static void Finish(MigrationBuilder migration) => migration.Sql(
        """
        -- The seed's column is nullable with a default; ck_users_is_active keeps nulls out.
        alter table identity.users
            alter column is_active drop not null,
            add constraint users_username_key unique (username),
            add constraint users_email_key unique (email);

        -- What an admin types to find somebody.
        create index ix_users_search on identity.users
            using gin ((username || ' ' || coalesce(name, '') || ' ' || email) extensions.gin_trgm_ops);
        """);
}
