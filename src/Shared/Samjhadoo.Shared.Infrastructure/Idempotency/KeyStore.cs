using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using Samjhadoo.Shared.Application.Idempotency;

namespace Samjhadoo.Shared.Infrastructure.Idempotency;

/// <summary>What came of a claim; the three texts stand beside <see cref="Replay"/> alone.</summary>
internal sealed record ClaimAnswer(string State, string? Outcome, string? TraceId, string? Language)
{
    public const string Claimed = "CLAIMED";
    public const string InFlight = "IN_FLIGHT";
    public const string Reused = "REUSED";
    public const string Replay = "REPLAY";
}

/// <summary>The <c>idempotency_keys</c> of the context's module, on its connection and in its transaction if there is one.</summary>
internal static class KeyStore
{
    private const string SameKey = "where user_id = $1 and operation = $2 and key = $3";

    /// <summary>Claims the key and puts a savepoint behind the claim, so that a refusal can undo all but the claim.</summary>
    public static Task<ClaimAnswer> ClaimForTransactionAsync(this DbContext database, IdempotencyClaim claim, CancellationToken cancellationToken) =>
        database.ClaimAsync(claim, null, ["savepoint claimed"], cancellationToken);

    /// <summary>Claims the key for work that is more than one transaction; the claim holds until the lease runs out.</summary>
    public static Task<ClaimAnswer> ClaimForAsync(this DbContext database, IdempotencyClaim claim, TimeSpan lease, CancellationToken cancellationToken) =>
        database.ClaimAsync(claim, lease, [], cancellationToken);

    /// <summary>Stores the outcome the first answer and every later one are made of.</summary>
    public static Task StoreAsync(this DbContext database, IdempotencyClaim claim, string outcome, bool undoWork = false)
    {
        var update = new NpgsqlBatchCommand($"update idempotency_keys set outcome = $4, lease_until = null {SameKey}");
        Identify(update, claim);
        update.Parameters.Add(new NpgsqlParameter { Value = outcome, NpgsqlDbType = NpgsqlDbType.Json });
        return database.ExecuteAsync(undoWork ? [new("rollback to savepoint claimed"), update] : [update]);
    }

    /// <summary>Gives up a lease without an outcome, so that a repetition runs at once.</summary>
    public static Task ReleaseAsync(this DbContext database, IdempotencyClaim claim)
    {
        var update = new NpgsqlBatchCommand($"update idempotency_keys set lease_until = null {SameKey} and outcome is null");
        Identify(update, claim);
        return database.ExecuteAsync([update]);
    }

    private static async Task<ClaimAnswer> ClaimAsync(
        this DbContext database, IdempotencyClaim claim, TimeSpan? lease, IEnumerable<string> then, CancellationToken cancellationToken)
    {
        var select = new NpgsqlBatchCommand("select state, outcome, trace_id, language from claim_key($1, $2, $3, $4, $5, $6, $7)");
        Identify(select, claim);
        select.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = claim.Hash });
        select.Parameters.Add(new NpgsqlParameter<string> { TypedValue = claim.TraceId });
        select.Parameters.Add(new NpgsqlParameter<string> { TypedValue = claim.Language });
        select.Parameters.Add(new NpgsqlParameter { Value = (object?)lease ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval });
        await database.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var batch = database.Batch([select, .. then.Select(sql => new NpgsqlBatchCommand(sql))]);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return new ClaimAnswer(reader.GetString(0), Text(reader, 1), Text(reader, 2), Text(reader, 3));
        }
        finally
        {
            await database.Database.CloseConnectionAsync();
        }
    }

    private static async Task ExecuteAsync(this DbContext database, IEnumerable<NpgsqlBatchCommand> commands)
    {
        await database.Database.OpenConnectionAsync();
        try
        {
            await using var batch = database.Batch(commands);
            await batch.ExecuteNonQueryAsync();
        }
        finally
        {
            await database.Database.CloseConnectionAsync();
        }
    }

    private static NpgsqlBatch Batch(this DbContext database, IEnumerable<NpgsqlBatchCommand> commands)
    {
        var batch = new NpgsqlBatch(
            (NpgsqlConnection)database.Database.GetDbConnection(), (NpgsqlTransaction?)database.Database.CurrentTransaction?.GetDbTransaction());
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        return batch;
    }

    private static void Identify(NpgsqlBatchCommand command, IdempotencyClaim claim)
    {
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = claim.UserId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = claim.Operation });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = claim.Key });
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
