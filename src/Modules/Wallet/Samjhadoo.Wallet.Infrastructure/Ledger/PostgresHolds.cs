using Dapper;
using Npgsql;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Holds;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Infrastructure.Ledger;

/// <summary>Holds as calls of database functions, each in a transaction of its own.</summary>
internal sealed class PostgresHolds(NpgsqlDataSource database, IUserReplica users) : IHolds
{
    private const string OpenSql = "select state, outcome, null as trace_id, null as language from hold($1, $2, $3, $4, $5, $6)";

    private const string ChargeNothingSql = "select state, outcome, null as trace_id, null as language from charge_nothing($1, $2, $3, $4, $5)";

    public async Task<Result<DateTimeOffset>> OpenAsync(
        ReferenceClaim reference, long userId, Money amount, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(userIsFinal: false);
        if (answer.State == PostAnswer.UnknownUsers)
        {
            await users.EnsureAsync(userId, cancellationToken);
            answer = await CallAsync(userIsFinal: true);
        }

        return ResultOf(answer, userId).Map(receipt => receipt.At);

        Task<PostAnswer> CallAsync(bool userIsFinal) =>
            AskAsync(OpenSql, [reference.Reference, reference.Hash, userId, amount.Amount, expiresAt.ToUniversalTime(), userIsFinal], cancellationToken);
    }

    public async Task<Result<Done>> ReleaseAsync(string reference, CancellationToken cancellationToken) =>
        await ScalarAsync<string>("select release_hold(@reference)", new { reference }, cancellationToken) switch
        {
            "RELEASED" => Done.Result,
            "HOLD_CAPTURED" => WalletErrors.HoldCaptured,
            _ => WalletErrors.HoldNotFound,
        };

    public Task<long> ExpireAsync(int wallets, CancellationToken cancellationToken) =>
        ScalarAsync<long>("select expire_holds(@wallets)", new { wallets }, cancellationToken);

    public Task<long?> PayerOfAsync(string reference, CancellationToken cancellationToken) =>
        ScalarAsync<long?>(
            """
            -- PayerOfHold
            select w.user_id
            from holds h
            join wallets w on w.id = h.wallet_id
            where h.reference = @reference
            """,
            new { reference },
            cancellationToken);

    public async Task<CapturedHold?> OfCaptureAsync(string captureReference, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<CapturedHold>(new CommandDefinition(
            """
            -- HoldOfCapture
            select h.reference, w.user_id
            from transactions t
            join holds h on h.id = t.hold_id
            join wallets w on w.id = h.wallet_id
            where t.kind = 'CAPTURE' and t.reference = @captureReference
            """,
            new { captureReference },
            cancellationToken: cancellationToken));
    }

    public Task<decimal> RemainderOfAsync(long userId, CancellationToken cancellationToken) =>
        ScalarAsync<decimal>("select coalesce((select remainder from usage_remainders where user_id = @userId), 0)", new { userId }, cancellationToken);

    public async Task<Result<Receipt>> ChargeNothingAsync(
        ReferenceClaim reference, string holdReference, UsageCharge usage, CancellationToken cancellationToken) =>
        ResultOf(
            await AskAsync(ChargeNothingSql, [reference.Reference, reference.Hash, holdReference, usage.Cost, usage.RemainderBefore], cancellationToken),
            payerId: null);

    private static Result<Receipt> ResultOf(PostAnswer answer, long? payerId) => answer.State switch
    {
        PostAnswer.Reused => WalletErrors.ReferenceReused,
        PostAnswer.Stale => RequestErrors.Conflict,
        _ => Outcome.Read(answer.Outcome!).ToReceipt(payerId),
    };

    private async Task<PostAnswer> AskAsync(string sql, object[] arguments, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments)
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await PostAnswer.ReadAsync(reader, cancellationToken);
    }

    private async Task<T> ScalarAsync<T>(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)))!;
    }
}
