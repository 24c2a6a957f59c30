using Dapper;
using Npgsql;

namespace Samjhadoo.Mentoring.Tests.Database;

public sealed class SchemaTests
{
    [Test]
    public async Task Mentor_profiles_is_the_seeds_table()
    {
        await using var connection = await Academy.Host.Database.OpenAsync();
        var columns = await connection.QueryAsync<string>(
            """
            select column_name || ' ' || coalesce(
                       data_type || '(' || character_maximum_length || ')',
                       case when data_type = 'numeric' then data_type || '(' || numeric_precision || ',' || numeric_scale || ')' end,
                       data_type)
                   || case is_nullable when 'NO' then ' not null' else '' end || coalesce(' default ' || column_default, '')
            from information_schema.columns
            where table_schema = 'mentoring' and table_name = 'mentor_profiles'
            order by ordinal_position
            limit 8
            """);

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
    public async Task Mentor_profiles_has_the_seeds_constraint(string constraint)
    {
        await using var connection = await Academy.Host.Database.OpenAsync();

        var constraints = await connection.QueryAsync<string>("select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'mentoring.mentor_profiles'::regclass");

        constraints.Should().Contain(constraint);
    }

    [Test]
    public async Task The_modules_role_reads_no_other_schema()
    {
        await using var connection = await Academy.Host.Database.OpenAsync(Academy.Module);

        var joining = () => connection.QueryAsync("select * from mentor_profiles p join identity.users u on u.id = p.user_id");

        (await joining.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
    }
}
