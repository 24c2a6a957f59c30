using Dapper;
using Npgsql;
using Samjhadoo.Wallet.Tests.Holds;

namespace Samjhadoo.Wallet.Tests.Ledger;

public sealed class AppendOnlyTests
{
    private static readonly string[] Changes =
    [
        "update {0} set created_at = created_at",
        "delete from {0}",
        "truncate {0} cascade",
    ];

    [Test]
    public async Task The_modules_role_cannot_change_history([Values("accounts", "transactions", "entries", "used_references", "reconciliations")] string table, [ValueSource(nameof(Changes))] string change)
    {
        await using var connection = await Bank.Host.Database.OpenAsync(Bank.Module);

        var changing = () => connection.ExecuteAsync(string.Format(change, table));

        (await changing.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Test]
    public async Task The_owner_cannot_change_history([Values("accounts", "transactions", "entries", "used_references", "reconciliations")] string table, [ValueSource(nameof(Changes))] string change)
    {
        await using var connection = await Bank.Host.Database.OpenAsync();
        await connection.ExecuteAsync($"set role {Bank.Host.Database.Name}_owner; set search_path = wallet");

        var changing = () => connection.ExecuteAsync(string.Format(change, table));

        (await changing.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.RestrictViolation);
    }

    [TestCase("update holds set amount = amount + 1 where reference = @reference")]
    [TestCase("update holds set expires_at = expires_at + interval '1 day' where reference = @reference")]
    [TestCase("update holds set status = 'EXPIRED' where reference = @reference and status <> 'OPEN'")]
    [TestCase("delete from holds where reference = @reference")]
    [TestCase("truncate holds cascade")]
    public async Task A_hold_ends_once_and_is_kept(string change)
    {
        var asha = await Bank.PersonAsync(10);
        var reference = Bank.Reference("booking");
        await Booking.HoldAsync(reference, asha.Id, 10);
        await Booking.ReleaseAsync(reference);
        await using var connection = await Bank.Host.Database.OpenAsync();
        await connection.ExecuteAsync($"set role {Bank.Host.Database.Name}_owner; set search_path = wallet");

        var changing = () => connection.ExecuteAsync(change, new { reference });

        (await changing.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.RestrictViolation);
    }

    [TestCase("owner")]
    [TestCase("wallet")]
    [TestCase("identity")]
    public async Task No_role_of_the_product_can_switch_the_triggers_off(string role)
    {
        await using var connection = await Bank.Host.Database.OpenAsync();
        await connection.ExecuteAsync($"set role {Bank.Host.Database.Name}_{role}");

        var switching = () => connection.ExecuteAsync("set session_replication_role = replica");

        (await switching.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Test]
    public async Task A_transaction_that_does_not_sum_to_zero_cannot_be_committed()
    {
        await using var connection = await Bank.Host.Database.OpenAsync(Bank.Module);
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            """
            with cause as (insert into transactions (kind) values ('TRANSFER') returning id)
            insert into entries (transaction_id, account_id, amount) select id, account, amount from cause, (values (1, 10), (2, -9.99)) as e (account, amount)
            """);

        var committing = () => transaction.CommitAsync();

        (await committing.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.CheckViolation);
    }
}
