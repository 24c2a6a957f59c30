using System.Text.RegularExpressions;
using Npgsql;

namespace Samjhadoo.Identity.Tests.Users;

/// <summary>The seed's users table, word for word, against the live catalogue (decision 19).</summary>
public sealed class UsersTableTests
{
    private static readonly object?[][] Columns =
    [
        // name, type, NOT NULL, default
        ["id", "bigint", true, null],
        ["username", "character varying(50)", true, null],
        ["email", "character varying(100)", true, null],
        ["password", "character varying(255)", true, null],
        ["name", "character varying(100)", false, null],
        ["role", "character varying(20)", true, null],
        ["is_active", "boolean", false, "true"],
        ["created_at", "timestamp with time zone", true, null],
        ["updated_at", "timestamp with time zone", false, null],
    ];

    [TestCaseSource(nameof(Columns))]
    public async Task A_column_is_as_the_seed_says(string name, string type, bool notNull, string? defaultValue)
    {
        var live = await RowAsync(
            """
            select format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
            from pg_attribute a
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = 'identity.users'::regclass and a.attname = $1
            """,
            name);

        live[0].Should().Be(type);
        live[1].Should().Be(notNull);
        // The id's default serves COPY and hand-written SQL (decision 1).
        if (name != "id")
            live[2].Should().Be((object?)defaultValue ?? DBNull.Value);
    }

    [TestCase("p", "PRIMARY KEY (id)")]
    [TestCase("u", "UNIQUE (username)")]
    [TestCase("u", "UNIQUE (email)")]
    public async Task A_constraint_is_as_the_seed_says(string kind, string definition) =>
        (await AuthHost.CountAsync(
            "select count(*) from pg_constraint where conrelid = 'identity.users'::regclass and contype::text = $1 and pg_get_constraintdef(oid) = $2",
            kind,
            definition)).Should().Be(1);

    [TestCase("idx_users_email", "email")]
    [TestCase("idx_users_username", "username")]
    [TestCase("idx_users_role", "role")]
    public async Task An_index_is_as_the_seed_says(string name, string column) =>
        Regex.Replace((string)(await RowAsync("select indexdef from pg_indexes where schemaname = 'identity' and indexname = $1", name))[0], @"\s+", " ")
            .Should().Be($"CREATE INDEX {name} ON identity.users USING btree ({column})");

    [TestCase("insert into identity.users (username, email, password, role, created_at) values ('x', 'x@example.in', '!', 'KING', now())")]
    [TestCase("insert into identity.users (username, email, password, role, created_at) values ('Upper', 'x@example.in', '!', 'USER', now())")]
    [TestCase("insert into identity.users (username, email, password, role, created_at, is_active) values ('x', 'x@example.in', '!', 'USER', now(), null)")]
    public async Task The_database_refuses_what_its_words_exclude(string statement)
    {
        var insert = () => RowAsync(statement);
        (await insert.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.CheckViolation);
    }

    private static async Task<object[]> RowAsync(string sql, params object[] values)
    {
        await using var connection = await AuthHost.Host.Database.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).Should().BeTrue();
        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }
}
