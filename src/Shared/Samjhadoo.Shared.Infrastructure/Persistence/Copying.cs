using Npgsql;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

/// <summary>COPY, the quickest way into a table; for made-up rows by the thousand.</summary>
public static class Copying
{
    /// <summary>Appends rows to a table.</summary>
    /// <param name="connection">An open connection; the rows are part of its transaction.</param>
    /// <param name="target">Table and columns, e.g. <c>users (id, name)</c>.</param>
    /// <param name="rows">The values in the columns' order, of types that are exactly theirs.</param>
    /// <param name="cancellationToken">Ends the copy; nothing of it stays.</param>
    public static async Task CopyAsync(this NpgsqlConnection connection, string target, IEnumerable<object[]> rows, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {target} from stdin (format binary)", cancellationToken);
        foreach (var row in rows)
            await copy.WriteRowAsync(cancellationToken, row);
        await copy.CompleteAsync(cancellationToken);
    }
}
