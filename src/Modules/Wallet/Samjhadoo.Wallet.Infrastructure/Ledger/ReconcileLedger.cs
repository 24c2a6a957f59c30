using System.Diagnostics.Metrics;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Jobs;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Wallet.Application.Ledger;

namespace Samjhadoo.Wallet.Infrastructure.Ledger;

/// <summary>Proves the books once a day, keeps the proof, and cries out when they are wrong.</summary>
internal sealed partial class ReconcileLedger(ISender sender, NpgsqlDataSource database, ILogger<ReconcileLedger> logger) : IJob
{
    private static readonly Gauge<long> WrongThings =
        Telemetry.Meter.CreateGauge<long>("samjhadoo.ledger.wrong", description: "What the last proof of the books found wrong; zero, or somebody has to look");

    public string Name => "wallet.reconcile_ledger";

    public TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var proof = (await sender.SendAsync(new ProveLedgerQuery(), cancellationToken)).Value;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            -- ReconcileLedger
            insert into reconciliations (holds, wrong, transactions, in_wallets, proof)
            values (@Holds, @Wrong, @Transactions, @InWallets, @details::json)
            """,
            new { proof.Holds, proof.Wrong, proof.Transactions, proof.InWallets, details = JsonSerializer.Serialize(proof, JsonSerializerOptions.Web) },
            cancellationToken: cancellationToken));
        WrongThings.Record(proof.Wrong);
        if (!proof.Holds)
            BooksAreWrong(proof);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The books are wrong: {Proof}")]
    private partial void BooksAreWrong(LedgerProof proof);
}
