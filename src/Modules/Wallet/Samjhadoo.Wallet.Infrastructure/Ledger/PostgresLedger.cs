using Microsoft.EntityFrameworkCore;
using Npgsql;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Ledger;
using Samjhadoo.Wallet.Infrastructure.Persistence;

namespace Samjhadoo.Wallet.Infrastructure.Ledger;

/// <summary>The ledger as calls of the database function <c>post</c>, on the command's connection while it has a transaction open.</summary>
internal sealed class PostgresLedger(
    NpgsqlDataSource database,
    WalletDbContext context,
    TransactionIds ids,
    PostingQueue queue,
    IUserReplica users,
    IRequestKey requestKey,
    IOutbox outbox) : ILedger
{
    public async ValueTask<long> NextTransactionIdAsync(CancellationToken cancellationToken)
    {
        if (ids.TryNext(out var id))
            return id;
        if (context.OpenTransaction is not null)
            return await ids.DrawAsync((NpgsqlConnection)context.Database.GetDbConnection(), cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await ids.DrawAsync(connection, cancellationToken);
    }

    public Task<Result<Receipt>> PostAsync(
        Posting posting, IReadOnlyList<WalletEvent> events, IdempotencyClaim? key, CancellationToken cancellationToken) =>
        PostAsync(new PostCall(posting, events, key, null), cancellationToken);

    public Task<Result<Receipt>> PostAsync(Posting posting, ReferenceClaim reference, CancellationToken cancellationToken) =>
        PostAsync(new PostCall(posting, WalletEvent.Of(posting), null, reference), cancellationToken);

    public async Task<Error> RefuseAsync(Error refusal, IdempotencyClaim? key, CancellationToken cancellationToken)
    {
        if (key is null)
            return refusal;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select state, outcome, trace_id, language from refuse($1, $2, $3, $4, $5, $6, $7::json)", connection)
        {
            Parameters =
            {
                new() { Value = key.UserId },
                new() { Value = key.Operation },
                new() { Value = key.Key },
                new() { Value = key.Hash },
                new() { Value = key.TraceId },
                new() { Value = key.Language },
                new() { Value = Outcome.Write(refusal) },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return ResultOf(await PostAnswer.ReadAsync(reader, cancellationToken), key.UserId, RequestErrors.KeyReused).Error!;
    }

    private async Task<Result<Receipt>> PostAsync(PostCall call, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(call, cancellationToken);
        if (answer.State == PostAnswer.UnknownUsers)
        {
            foreach (var wallet in call.Posting.Wallets)
                await users.EnsureAsync(wallet.UserId, cancellationToken);
            answer = await CallAsync(call with { UsersAreFinal = true }, cancellationToken);
        }

        if (answer.State == PostAnswer.Posted)
            outbox.Wake();
        return ResultOf(answer, call.Posting.ActorId, call.Reference is null ? RequestErrors.KeyReused : WalletErrors.ReferenceReused);
    }

    private Task<PostAnswer> CallAsync(PostCall call, CancellationToken cancellationToken) =>
        context.OpenTransaction is null
            ? queue.PostAsync(call, cancellationToken)
            : call.RunAsync((NpgsqlConnection)context.Database.GetDbConnection(), cancellationToken);

    private Result<Receipt> ResultOf(PostAnswer answer, long? payerId, Error reused)
    {
        switch (answer)
        {
            case { State: PostAnswer.InFlight }:
                return RequestErrors.InFlight;
            case { State: PostAnswer.Reused }:
                return reused;
            case { State: PostAnswer.Stale }:
                return RequestErrors.Conflict;
            case { State: PostAnswer.Replay, TraceId: not null }:
                requestKey.MarkReplayed(answer.TraceId, answer.Language!);
                break;
        }

        return Outcome.Read(answer.Outcome!).ToReceipt(payerId);
    }
}
