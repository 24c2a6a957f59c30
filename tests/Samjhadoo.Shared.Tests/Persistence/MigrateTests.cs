using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Infrastructure.Hosting;
using Samjhadoo.Shared.Tests.SampleModule;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.Persistence;

[TestFixture]
internal sealed class MigrateTests : SampleHost
{
    [Test]
    public async Task A_second_run_changes_nothing_and_keeps_the_rows()
    {
        await ScalarAsync<object>("insert into sample.note_log (note_id) values (7) returning id");
        var owner = $"--ConnectionStrings:Owner={await OwnerAsync()}";

        (await SamjhadooApp.RunAsync(["migrate", .. Host.Database.Arguments, owner], [Module])).Should().Be(0);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => SamjhadooApp.RunAsync(["migrate", .. Host.Database.Arguments, owner], [Module])));

        both.Should().Equal(0, 0);
        (await ScalarAsync<long>("select count(*) from sample.note_log where note_id = 7")).Should().Be(1);
    }

    [TestCase("insert into sample.notes (user_id, title, price, version, event_sequence, created_at) select 1, 'x', 1, 1, 0, now() where false")]
    [TestCase("select sample.count_notes()")]
    [TestCase("select extensions.similarity('mentor', 'mentors')")]
    [TestCase("insert into sample.note_log (note_id) values (1)")]
    public async Task A_modules_role_may_work_in_its_schema(string sql) => await ExecuteAsModuleAsync(sql);

    [TestCase("create table sample.mine (id int)")]
    [TestCase("create table public.mine (id int)")]
    [TestCase("create table extensions.mine (id int)")]
    [TestCase("create schema mine")]
    [TestCase("drop table sample.notes")]
    [TestCase("alter table sample.notes disable trigger all")]
    [TestCase("truncate sample.notes")]
    [TestCase("delete from sample.migrations_history")]
    [TestCase("update sample.note_log set note_id = 2")]
    [TestCase("delete from sample.note_log")]
    [TestCase("set session_replication_role = replica")]
    [TestCase("create role mine")]
    public async Task A_modules_role_may_not_do_more(string sql)
    {
        var act = () => ExecuteAsModuleAsync(sql);
        (await act.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
    }

    [TestCase("update sample.note_log set note_id = 2")]
    [TestCase("delete from sample.note_log")]
    [TestCase("truncate sample.note_log")]
    public async Task An_append_only_table_refuses_even_its_owner(string sql)
    {
        await using var owner = new NpgsqlConnection(await OwnerAsync());
        await owner.OpenAsync();
        await using var command = new NpgsqlCommand(sql, owner);

        var act = () => command.ExecuteNonQueryAsync();

        (await act.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.RestrictViolation);
    }

    [Test]
    public async Task An_id_comes_from_the_same_sequence_in_hand_written_sql()
    {
        using var asha = ClientOf(1);
        (await PostAsync(asha, "/api/v1/sample/notes", new { title = "By EF", price = 1 })).EnsureSuccessStatusCode();
        await ScalarAsync<long>(
            "insert into sample.notes (user_id, title, price, version, event_sequence, created_at) values (1, 'By hand', 1, 1, 0, now()) returning id");
        (await PostAsync(asha, "/api/v1/sample/notes", new { title = "By EF again", price = 1 })).EnsureSuccessStatusCode();

        (await NotesAsync()).Should().Be(3);
        (await ScalarAsync<bool>("select min(abs(a.id - b.id)) >= 1 from sample.notes a join sample.notes b on a.id <> b.id")).Should().BeTrue();
    }

    [Test]
    public async Task A_module_may_move_to_a_server_of_its_own_by_connection_strings_alone()
    {
        await using var elsewhere = await TestDatabase.CreateAsync([]);
        var server = elsewhere.Arguments.Single(argument => argument.Contains("ConnectionStrings:Samjhadoo=", StringComparison.Ordinal)).Split('=', 2)[1];
        string[] moved = [$"--ConnectionStrings:Samjhadoo:{Module.Name}={server}"];
        (await SamjhadooApp.RunAsync(
            ["migrate", .. Host.Database.Arguments, .. moved, $"--ConnectionStrings:Owner={await OwnerAsync()}", $"--ConnectionStrings:Owner:{Module.Name}={await OwnerAsync(elsewhere)}"],
            [Module])).Should().Be(0);

        await using (var host = await ModuleHost.StartAsync([Module], new ModuleHostOptions { Database = Host.Database, Arguments = moved }))
        {
            await using var scope = host.Services.CreateAsyncScope();
            (await scope.ServiceProvider.GetRequiredService<ISender>().SendAsync(new SeedNoteCommand("Over there"), CancellationToken.None)).IsSuccess.Should().BeTrue();
        }

        await using var connection = await elsewhere.OpenAsync();
        (await connection.ExecuteScalarAsync<long>("select count(*) from sample.notes where title = 'Over there'")).Should().Be(1);
        (await ScalarAsync<long>("select count(*) from sample.notes where title = 'Over there'")).Should().Be(0);
        await connection.ExecuteAsync($"drop owned by {elsewhere.Name}_{Module.Schema}; drop role {elsewhere.Name}_{Module.Schema}");
    }

    private async Task ExecuteAsModuleAsync(string sql)
    {
        await using var connection = await Host.Database.OpenAsync(Module);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync();
    }

    // The owner's password is not kept: the superuser gives it a new one.
    private async Task<string> OwnerAsync(TestDatabase? of = null)
    {
        var database = of ?? Host.Database;
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync($"alter role {database.Name}_owner password 'owner'");
        return new NpgsqlConnectionStringBuilder { Host = connection.Host, Port = connection.Port, Database = connection.Database, Username = $"{database.Name}_owner", Password = "owner" }
            .ConnectionString;
    }
}
