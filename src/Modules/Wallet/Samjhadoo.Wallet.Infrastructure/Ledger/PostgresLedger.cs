using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Ledger;
using Samjhadoo.Wallet.Infrastructure.Persistence;

namespace Samjhadoo.Wallet.Infrastructure.Ledger;

/// <summary>The ledger as one call of the database function <c>post</c>, on the command's connection while it has a transaction open.</summary>
internal sealed class PostgresLedger(
    NpgsqlDataSource database, WalletDbContext context, TransactionIds ids, IUserReplica users, IRequestKey requestKey, IOutbox outbox) : ILedger
{
    private const int Attempts = 5;

    private const string Sql =
        "select state, outcome, trace_id, language from post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)";

    public async ValueTask<long> NextTransactionIdAsync(CancellationToken cancellationToken)
    {
        if (ids.TryNext(out var id))
            return id;
        await using var lease = await LeaseAsync(cancellationToken);
        return await ids.DrawAsync(lease.Connection, cancellationToken);
    }

    public async Task<Result<Receipt>> PostAsync(
        Posting posting, IReadOnlyList<WalletEvent> events, IdempotencyClaim? key, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(posting, events, key, usersAreFinal: false, cancellationToken);
        if (answer.State == "UNKNOWN_USERS")
        {
            foreach (var wallet in posting.Wallets)
                await users.EnsureAsync(wallet.UserId, cancellationToken);
            answer = await CallAsync(posting, events, key, usersAreFinal: true, cancellationToken);
        }

        switch (answer.State)
        {
            case "POSTED":
                outbox.Wake();
                break;
            case "REPLAY":
                requestKey.MarkReplayed(answer.TraceId!, answer.Language!);
                break;
            case "REUSED":
                return RequestErrors.KeyReused;
            case "IN_FLIGHT":
                return RequestErrors.InFlight;
        }

        return JsonSerializer.Deserialize<Outcome>(answer.Outcome!, JsonSerializerOptions.Web)!.ToResult(posting.ActorId);
    }

    private async Task<Answer> CallAsync(
        Posting posting, IReadOnlyList<WalletEvent> events, IdempotencyClaim? key, bool usersAreFinal, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var lease = await LeaseAsync(cancellationToken);
                await using var command = CommandOf(posting, events, key, usersAreFinal, lease.Connection);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                await reader.ReadAsync(cancellationToken);
                return new(reader.GetString(0), Text(reader, 1), Text(reader, 2), Text(reader, 3));
            }
            // Only under its key may a posting be repeated unseen; inside a transaction it is the transaction that has failed.
            catch (PostgresException failure) when (
                failure.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
                && key is not null && attempt < Attempts && context.OpenTransaction is null)
            {
                await Task.Delay(RandomNumberGenerator.GetInt32(1, 10 * attempt), cancellationToken);
            }
        }
    }

    private static NpgsqlCommand CommandOf(
        Posting posting, IReadOnlyList<WalletEvent> events, IdempotencyClaim? key, bool usersAreFinal, NpgsqlConnection connection)
    {
        var rows = events.Select(told => (told.UserId, Row: OutgoingEvent.From(told.Event))).ToArray();
        return new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new() { Value = posting.TransactionId },
                Text(Words.Of(posting.Kind)),
                Text(posting.Reference),
                Number(posting.ActorId),
                Text(posting.RequestId),
                Text(posting.Note),
                new() { Value = Array(posting.Wallets, wallet => wallet.UserId) },
                new() { Value = Array(posting.Wallets, wallet => wallet.Amount.Amount) },
                new() { Value = Array(posting.Wallets, wallet => wallet.Promo.Amount) },
                new() { Value = posting.Kind is TransactionKind.Transfer },
                new() { Value = usersAreFinal },
                new() { Value = Array(posting.Accounts, entry => entry.Account.Id) },
                new() { Value = Array(posting.Accounts, entry => entry.Amount.Amount) },
                new() { Value = Array(rows, row => row.UserId) },
                new() { Value = Array(rows, row => row.Row.MessageId) },
                new() { Value = Array(rows, row => row.Row.Name) },
                new() { Value = Array(rows, row => row.Row.Payload) },
                Text(rows.FirstOrDefault().Row?.TraceParent),
                Number(key?.UserId),
                Text(key?.Operation),
                Text(key?.Key),
                new() { Value = (object?)key?.Hash ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
                Text(key?.TraceId),
                Text(key?.Language),
            },
        };

        static TOut[] Array<TIn, TOut>(IReadOnlyList<TIn> items, Func<TIn, TOut> map) => [.. items.Select(map)];
        static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
        static NpgsqlParameter Number(long? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private async ValueTask<Lease> LeaseAsync(CancellationToken cancellationToken) =>
        context.OpenTransaction is null
            ? new(await database.OpenConnectionAsync(cancellationToken), Owned: true)
            : new((NpgsqlConnection)context.Database.GetDbConnection(), Owned: false);

    private readonly record struct Lease(NpgsqlConnection Connection, bool Owned) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Owned ? Connection.DisposeAsync() : ValueTask.CompletedTask;
    }

    private sealed record Answer(string State, string? Outcome, string? TraceId, string? Language);

    /// <summary>The receipt or the refusal, as the function stores it under the key.</summary>
    private sealed record Outcome(long Id, DateTimeOffset At, IReadOnlyDictionary<long, decimal>? Balances, string? Code, long? UserId, decimal? Available)
    {
        public Result<Receipt> ToResult(long? actorId) => Code switch
        {
            null => new Receipt(Id, At, Balances!.ToDictionary(pair => pair.Key, pair => Money.Rupees(pair.Value))),
            "INSUFFICIENT" => WalletErrors.InsufficientFunds.With("available", Money.Rupees(Available!.Value)),
            "BALANCE_LIMIT" => WalletErrors.BalanceLimit,
            "ALREADY_POSTED" => WalletErrors.AlreadyPosted,
            "UNKNOWN" => WalletErrors.RecipientUnknown,
            "FROZEN" when UserId == actorId => WalletErrors.Frozen,
            "FROZEN" or "INACTIVE" => WalletErrors.RecipientUnavailable,
            _ => throw new InvalidOperationException($"The ledger answered {Code}."),
        };
    }
}
