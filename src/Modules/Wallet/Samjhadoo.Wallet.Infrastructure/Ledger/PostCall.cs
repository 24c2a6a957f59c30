using Npgsql;
using NpgsqlTypes;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Infrastructure.Ledger;

/// <summary>One call of the database function <c>post</c>.</summary>
internal sealed record PostCall(Posting Posting, IReadOnlyList<WalletEvent> Events, IdempotencyClaim? Key, ReferenceClaim? Reference)
{
    private const string Sql =
        """
        select state, outcome, trace_id, language
        from post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31)
        """;

    /// <summary>Who is not known now does not exist.</summary>
    public bool UsersAreFinal { get; init; }

    /// <summary>Running it twice has one effect.</summary>
    public bool IsRepeatable => Key is not null || Reference is not null;

    public async Task<PostAnswer> RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { ToCommand() } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await PostAnswer.ReadAsync(reader, cancellationToken);
    }

    public NpgsqlBatchCommand ToCommand()
    {
        var rows = Events.Select(told => (told.UserId, Row: OutgoingEvent.From(told.Event))).ToArray();
        return new NpgsqlBatchCommand(Sql)
        {
            Parameters =
            {
                new() { Value = Posting.TransactionId },
                Text(Words.Of(Posting.Kind)),
                Text(Posting.Reference),
                Number(Posting.ActorId),
                Text(Posting.RequestId),
                Text(Posting.Note),
                Number(Posting.ReversesId),
                new() { Value = Array(Posting.Wallets, wallet => wallet.UserId) },
                new() { Value = Array(Posting.Wallets, wallet => wallet.Amount.Amount) },
                new() { Value = Array(Posting.Wallets, wallet => wallet.PromoByTheBooks ? (decimal?)null : wallet.Promo.Amount) },
                new() { Value = UsersAreFinal },
                new() { Value = Array(Posting.Accounts, entry => entry.Account.Id) },
                new() { Value = Array(Posting.Accounts, entry => entry.Amount.Amount) },
                new() { Value = Posting.StopsAtFreeze },
                new() { Value = Posting.StopsAtSuspension },
                Decimal(Posting.Limit?.Amount.Amount),
                new() { Value = (object?)Posting.Limit?.Since.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                Text(Posting.HoldReference),
                Decimal(Posting.Usage?.Cost),
                Decimal(Posting.Usage?.RemainderBefore),
                new() { Value = Array(rows, row => row.UserId) },
                new() { Value = Array(rows, row => row.Row.MessageId) },
                new() { Value = Array(rows, row => row.Row.Name) },
                new() { Value = Array(rows, row => row.Row.Payload) },
                Text(rows.FirstOrDefault().Row?.TraceParent),
                Number(Key?.UserId),
                Text(Key?.Operation ?? Reference?.Operation),
                Text(Key?.Key ?? Reference?.Reference),
                new() { Value = (object?)(Key?.Hash ?? Reference?.Hash) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
                Text(Key?.TraceId),
                Text(Key?.Language),
            },
        };

        static TOut[] Array<TIn, TOut>(IReadOnlyList<TIn> items, Func<TIn, TOut> map) => [.. items.Select(map)];
        static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
        static NpgsqlParameter Number(long? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };
        static NpgsqlParameter Decimal(decimal? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Numeric };
    }
}

/// <summary>What a function of the ledger answers.</summary>
internal sealed record PostAnswer(string State, string? Outcome, string? TraceId, string? Language)
{
    public const string Posted = "POSTED";
    public const string Replay = "REPLAY";
    public const string Reused = "REUSED";
    public const string InFlight = "IN_FLIGHT";
    public const string UnknownUsers = "UNKNOWN_USERS";
    public const string Stale = "STALE";

    public static async Task<PostAnswer> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetString(0), Text(1), Text(2), Text(3));

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }
}
