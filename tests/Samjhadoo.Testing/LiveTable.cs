using Dapper;

namespace Samjhadoo.Testing;

/// <summary>A table as the live catalogue tells it, to be compared with the seed's words (decision 19).</summary>
public static class LiveTable
{
    /// <summary>
    /// The first columns of a table in their order, e.g. <c>balance numeric(10,2) not null default 0.00</c>. The seed's stand in
    /// front of ours.
    /// </summary>
    /// <param name="database">Where it is.</param>
    /// <param name="table">With its schema, e.g. <c>wallet.wallets</c>.</param>
    /// <param name="count">How many.</param>
    public static Task<IReadOnlyList<string>> ColumnsAsync(TestDatabase database, string table, int count) => ReadAsync(
        database,
        """
        select a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
               || case when a.attnotnull then ' not null' else '' end
               || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
        from pg_attribute a
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = @table::regclass and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        limit @count
        """,
        new { table, count });

    /// <summary>All constraints of a table, e.g. <c>UNIQUE (user_id)</c>.</summary>
    public static Task<IReadOnlyList<string>> ConstraintsAsync(TestDatabase database, string table) => ReadAsync(
        database, "select pg_get_constraintdef(oid) from pg_constraint where conrelid = @table::regclass", new { table });

    /// <summary>All indexes of a table, e.g. <c>CREATE INDEX idx_users_role ON identity.users USING btree (role)</c>.</summary>
    public static Task<IReadOnlyList<string>> IndexesAsync(TestDatabase database, string table) => ReadAsync(
        database, "select pg_get_indexdef(indexrelid) from pg_index where indrelid = @table::regclass", new { table });

    private static async Task<IReadOnlyList<string>> ReadAsync(TestDatabase database, string sql, object parameters)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<string>(sql, parameters)).AsList();
    }
}
