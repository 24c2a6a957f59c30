using Dapper;
using Npgsql;
using Samjhadoo.Testing;

namespace Samjhadoo.Identity.Tests.Users;

/// <summary>The seed's users table, word for word, against the live catalogue (decision 19).</summary>
public sealed class UsersTableTests
{
    [Test]
    public async Task The_columns_are_as_the_seed_says() =>
        (await LiveTable.ColumnsAsync(AuthHost.Host.Database, "identity.users", 9)).Should().Equal(
            // Drawn in blocks (decision 1).
            "id bigint not null default nextval('identity.users_id_seq'::regclass)",
            "username character varying(50) not null",
            "email character varying(100) not null",
            "password character varying(255) not null",
            "name character varying(100)",
            "role character varying(20) not null",
            "is_active boolean default true",
            "created_at timestamp with time zone not null",
            "updated_at timestamp with time zone");

    [TestCase("PRIMARY KEY (id)")]
    [TestCase("UNIQUE (username)")]
    [TestCase("UNIQUE (email)")]
    public async Task A_constraint_is_as_the_seed_says(string definition) =>
        (await LiveTable.ConstraintsAsync(AuthHost.Host.Database, "identity.users")).Should().Contain(definition);

    [TestCase("idx_users_email", "email")]
    [TestCase("idx_users_username", "username")]
    [TestCase("idx_users_role", "role")]
    public async Task An_index_is_as_the_seed_says(string name, string column) =>
        (await LiveTable.IndexesAsync(AuthHost.Host.Database, "identity.users")).Should().Contain($"CREATE INDEX {name} ON identity.users USING btree ({column})");

    [TestCase("insert into identity.users (username, email, password, role, created_at) values ('x', 'x@example.in', '!', 'KING', now())")]
    [TestCase("insert into identity.users (username, email, password, role, created_at) values ('Upper', 'x@example.in', '!', 'USER', now())")]
    [TestCase("insert into identity.users (username, email, password, role, created_at, is_active) values ('x', 'x@example.in', '!', 'USER', now(), null)")]
    public async Task The_database_refuses_what_its_words_exclude(string statement)
    {
        await using var connection = await AuthHost.Host.Database.OpenAsync();
        var insert = () => connection.ExecuteAsync(statement);
        (await insert.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.CheckViolation);
    }
}
