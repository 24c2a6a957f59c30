using Npgsql;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Testing;

namespace Samjhadoo.Identity.Tests.SecurityLog;

public sealed class AppendOnlyTests
{
    private static readonly IdentityModule Module = new();
    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _database = await TestDatabase.CreateAsync([Module]);

    [OneTimeTearDown]
    public async Task StopAsync() => await _database.DisposeAsync();

    [TestCase("update identity.security_events set kind = 'LOGIN_SUCCEEDED'")]
    [TestCase("delete from identity.security_events")]
    [TestCase("truncate identity.security_events cascade")]
    [TestCase("update identity.consent_records set granted = true")]
    [TestCase("delete from identity.consent_records")]
    [TestCase("truncate identity.consent_records")]
    public async Task History_can_be_changed_neither_by_the_module_nor_by_a_superuser(string statement)
    {
        await using var module = await _database.OpenAsync(Module);
        await using var superuser = await _database.OpenAsync();

        (await RefusalOfAsync(module, statement)).Should().Be(PostgresErrorCodes.InsufficientPrivilege);
        (await RefusalOfAsync(superuser, statement)).Should().Be(PostgresErrorCodes.RestrictViolation);
    }

    [Test]
    public async Task The_module_may_not_switch_the_protection_off()
    {
        await using var module = await _database.OpenAsync(Module);

        (await RefusalOfAsync(module, "set session_replication_role = replica")).Should().Be(PostgresErrorCodes.InsufficientPrivilege);
    }

    private static async Task<string?> RefusalOfAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        var act = async () => await command.ExecuteNonQueryAsync();
        return (await act.Should().ThrowAsync<PostgresException>()).Which.SqlState;
    }
}
