using System.Collections.Concurrent;
using Npgsql;

namespace Samjhadoo.Wallet.Infrastructure.Ledger;

/// <summary>Ids of transactions, drawn from their sequence a block at a time.</summary>
internal sealed class TransactionIds
{
    private const int Block = 32;

    private readonly ConcurrentQueue<long> _ids = new();

    public bool TryNext(out long id) => _ids.TryDequeue(out id);

    public async Task<long> DrawAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select nextval('transactions_id_seq')", connection);
        var first = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        for (var i = 1; i < Block; i++)
            _ids.Enqueue(first + i);
        return first;
    }
}
