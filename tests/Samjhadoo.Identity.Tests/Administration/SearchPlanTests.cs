using Npgsql;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Testing;

namespace Samjhadoo.Identity.Tests.Administration;

/// <summary>Over many accounts, none of the module's lists reads a whole table.</summary>
public sealed class SearchPlanTests
{
    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        _database = await TestDatabase.CreateAsync([new IdentityModule()]);
        await using var connection = await _database.OpenAsync();
        await using var fill = new NpgsqlCommand(
            """
            insert into identity.users (username, email, password, name, role, created_at, email_verified_at)
            select 'user' || n, 'user' || n || '@example.in', '!', 'Asha ' || md5(n::text), 'USER', timestamptz '2026-01-01' + n * interval '1 minute', now()
            from generate_series(1, 20000) as n;

            insert into identity.security_events (kind, user_id, occurred_at)
            select 'LOGIN_SUCCEEDED', id, created_at
            from identity.users
            """,
            connection);
        await fill.ExecuteNonQueryAsync();
        await using var analyze = new NpgsqlCommand("vacuum analyze identity.users, identity.security_events", connection);
        await analyze.ExecuteNonQueryAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _database.DisposeAsync();

    [TestCase("select id from identity.users where email_verified_at is not null and (username || ' ' || coalesce(name, '') || ' ' || email) ilike '%user123%' order by created_at desc, id desc limit 21")]
    [TestCase("select id from identity.users where email_verified_at is not null and (created_at, id) < ('2026-01-05', 9000) order by created_at desc, id desc limit 21")]
    [TestCase("select id from identity.users where email_verified_at is not null and role = 'ADMIN' order by created_at desc, id desc limit 21")]
    [TestCase("select id from identity.security_events where user_id = 77 and (occurred_at, id) < ('2027-01-01', 1) order by occurred_at desc, id desc limit 21")]
    public async Task A_list_is_read_by_an_index(string query)
    {
        await using var connection = await _database.OpenAsync();
        await using var command = new NpgsqlCommand("explain " + query, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await rows.ReadAsync())
            plan.Add(rows.GetString(0));

        plan.Should().NotContain(line => line.Contains("Seq Scan", StringComparison.Ordinal));
        plan.Should().Contain(line => line.Contains("Index", StringComparison.Ordinal));
    }
}
