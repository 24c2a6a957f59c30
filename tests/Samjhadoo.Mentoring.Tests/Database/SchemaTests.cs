using Dapper;
using Npgsql;
using Samjhadoo.Testing;

namespace Samjhadoo.Mentoring.Tests.Database;

public sealed class SchemaTests
{
    [Test]
    public async Task Mentor_profiles_is_the_seeds_table()
    {
        var columns = await LiveTable.ColumnsAsync(Academy.Host.Database, "mentoring.mentor_profiles", 8);

        columns.Should().Equal(
            "id bigint not null default nextval('mentoring.mentor_profiles_id_seq'::regclass)",
            "user_id bigint",
            "bio text",
            "expertise character varying(255)",
            "hourly_rate numeric(10,2)",
            "is_verified boolean default false",
            "rating numeric(3,2)",
            "total_sessions integer default 0");
    }

    [TestCase("PRIMARY KEY (id)")]
    [TestCase("UNIQUE (user_id)")]
    [TestCase("FOREIGN KEY (user_id) REFERENCES mentoring.users(id) ON DELETE RESTRICT")]
    public async Task Mentor_profiles_has_the_seeds_constraint(string constraint) =>
        (await LiveTable.ConstraintsAsync(Academy.Host.Database, "mentoring.mentor_profiles")).Should().Contain(constraint);

    [Test]
    public async Task The_modules_role_reads_no_other_schema()
    {
        await using var connection = await Academy.Host.Database.OpenAsync(Academy.Module);

        var joining = () => connection.QueryAsync("select * from mentor_profiles p join identity.users u on u.id = p.user_id");

        (await joining.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
    }
}
