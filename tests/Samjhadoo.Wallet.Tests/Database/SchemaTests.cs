using Dapper;
using Npgsql;
using Samjhadoo.Testing;

namespace Samjhadoo.Wallet.Tests.Database;

public sealed class SchemaTests
{
    [Test]
    public async Task Wallets_is_the_seeds_table()
    {
        var columns = await LiveTable.ColumnsAsync(Bank.Host.Database, "wallet.wallets", 6);

        columns.Should().Equal(
            "id bigint not null default nextval('wallet.wallets_id_seq'::regclass)",
            "user_id bigint",
            "balance numeric(10,2) default 0.00",
            "currency character varying(3) default 'INR'::character varying",
            "created_at timestamp with time zone not null default now()",
            "updated_at timestamp with time zone");
    }

    [TestCase("PRIMARY KEY (id)")]
    [TestCase("UNIQUE (user_id)")]
    [TestCase("FOREIGN KEY (user_id) REFERENCES wallet.users(id)")]
    public async Task Wallets_has_the_seeds_constraint(string constraint) =>
        (await LiveTable.ConstraintsAsync(Bank.Host.Database, "wallet.wallets")).Should().Contain(constraint);

    [TestCase("update wallets set balance = -0.01 where user_id = @Id")]
    [TestCase("update wallets set balance = null where user_id = @Id")]
    [TestCase("update wallets set held = balance + 1 where user_id = @Id")]
    [TestCase("update wallets set promo = balance + 1 where user_id = @Id")]
    [TestCase("update wallets set held = -1 where user_id = @Id")]
    [TestCase("update wallets set currency = 'USD' where user_id = @Id")]
    [TestCase("update wallets set status = 'CLOSED' where user_id = @Id")]
    public async Task The_database_itself_refuses_a_wallet_that_cannot_be(string change)
    {
        var asha = await Bank.PersonAsync(10);

        var changing = () => Bank.ExecuteAsync(change, new { asha.Id });

        (await changing.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.CheckViolation);
    }

    [Test]
    public async Task The_modules_role_reads_no_other_schema()
    {
        await using var connection = await Bank.Host.Database.OpenAsync(Bank.Module);

        var joining = () => connection.QueryAsync("select * from wallets w join identity.users u on u.id = w.user_id");

        (await joining.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
    }
}
