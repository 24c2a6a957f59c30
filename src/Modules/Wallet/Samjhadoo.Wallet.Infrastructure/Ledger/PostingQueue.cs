using System.Security.Cryptography;
using Npgsql;
using Samjhadoo.Shared.Application.Pipeline;

namespace Samjhadoo.Wallet.Infrastructure.Ledger;

/// <summary>
/// Posts what stands in no transaction. A posting goes to the database at once when this host has none under way for its
/// wallets. The others wait for the one before them and then go together: one round trip, one commit, one lock on the wallet
/// they share; each has its own key, result and refusal.
/// </summary>
internal sealed class PostingQueue
{
    private const int Attempts = 5;
    private const int MostTogether = 50;

    // Waiting and being posted together; as long as a statement may take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const string LockSql = "select from wallets where user_id = any ($1) order by id for no key update";

    private readonly NpgsqlDataSource _database;

    // The users whose wallets have a posting under way, and what waits for each.
    private readonly Dictionary<long, Queue<WaitingCall>> _waiting = [];

    public PostingQueue(NpgsqlDataSource database)
    {
        _database = database;
        Telemetry.Meter.CreateObservableGauge("samjhadoo.ledger.waiting", () => Waiting, description: "Postings of this host that wait for the one before them");
    }

    /// <summary>How many postings wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_waiting)
                return _waiting.Values.Sum(queue => queue.Count);
        }
    }

    public async Task<PostAnswer> PostAsync(PostCall call, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (Enter(call, patience.Token) is { } waiting)
        {
            patience.CancelAfter(Patience);
            return await waiting.Answer.Task.WaitAsync(patience.Token);
        }

        try
        {
            return await PostAloneAsync(call, cancellationToken);
        }
        finally
        {
            foreach (var wallet in call.Posting.Wallets)
                _ = ServeAsync(wallet.UserId);
        }
    }

    private WaitingCall? Enter(PostCall call, CancellationToken cancellationToken)
    {
        lock (_waiting)
        {
            foreach (var wallet in call.Posting.Wallets)
            {
                if (!_waiting.TryGetValue(wallet.UserId, out var queue))
                    continue;
                var waiting = new WaitingCall(call, cancellationToken);
                queue.Enqueue(waiting);
                return waiting;
            }

            foreach (var wallet in call.Posting.Wallets)
                _waiting.Add(wallet.UserId, []);
            return null;
        }
    }

    /// <summary>Posts what waits for this wallet until nothing does.</summary>
    private async Task ServeAsync(long userId)
    {
        while (Next(userId) is { Count: > 0 } together)
        {
            try
            {
                if (together.Count == 1)
                    await AnswerAloneAsync(together[0]);
                else
                    await AnswerTogetherAsync(together);
            }
            catch (Exception exception)
            {
                foreach (var waiting in together)
                    waiting.Answer.TrySetException(exception);
            }
        }
    }

    private List<WaitingCall> Next(long userId)
    {
        lock (_waiting)
        {
            var queue = _waiting[userId];
            List<WaitingCall> together = [];
            while (together.Count < MostTogether && queue.TryDequeue(out var waiting))
            {
                // Who has given up before it began wants nothing posted.
                if (!waiting.CallerIsGone.IsCancellationRequested)
                    together.Add(waiting);
            }

            if (together.Count == 0)
                _waiting.Remove(userId);
            return together;
        }
    }

    private async Task AnswerTogetherAsync(List<WaitingCall> together)
    {
        PostAnswer[] answers;
        try
        {
            answers = await PostTogetherAsync(together);
        }
        // The server has rolled all of them back for the fault of one: each by itself, so that only that one fails. What has
        // taken too long is not tried so many times more.
        catch (PostgresException failure) when (failure.SqlState is not PostgresErrorCodes.QueryCanceled)
        {
            foreach (var waiting in together)
                await AnswerAloneAsync(waiting);
            return;
        }

        foreach (var (waiting, answer) in together.Zip(answers))
            waiting.Answer.TrySetResult(answer);
    }

    private async Task<PostAnswer[]> PostTogetherAsync(List<WaitingCall> together)
    {
        await using var connection = await _database.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        // All wallets are locked first and in id order, as one posting does with its own.
        var users = together.SelectMany(waiting => waiting.Call.Posting.Wallets).Select(wallet => wallet.UserId).Distinct().ToArray();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LockSql) { Parameters = { new() { Value = users } } });
        foreach (var waiting in together)
            batch.BatchCommands.Add(waiting.Call.ToCommand());

        await using var reader = await batch.ExecuteReaderAsync();
        var answers = new PostAnswer[together.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            await reader.NextResultAsync();
            answers[i] = await PostAnswer.ReadAsync(reader, CancellationToken.None);
        }

        // To the end: only then has the server said that it is committed.
        while (await reader.NextResultAsync())
        {
        }

        return answers;
    }

    private async Task AnswerAloneAsync(WaitingCall waiting)
    {
        try
        {
            waiting.Answer.TrySetResult(await PostAloneAsync(waiting.Call, waiting.CallerIsGone));
        }
        catch (Exception exception)
        {
            waiting.Answer.TrySetException(exception);
        }
    }

    private async Task<PostAnswer> PostAloneAsync(PostCall call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await _database.OpenConnectionAsync(cancellationToken);
                return await call.RunAsync(connection, cancellationToken);
            }
            // Only under its key may a posting be repeated unseen.
            catch (PostgresException failure) when (
                failure.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure && call.IsRepeatable && attempt < Attempts)
            {
                await Task.Delay(RandomNumberGenerator.GetInt32(1, 10 * attempt), cancellationToken);
            }
        }
    }

    private sealed record WaitingCall(PostCall Call, CancellationToken CallerIsGone)
    {
        public TaskCompletionSource<PostAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
