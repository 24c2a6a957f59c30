using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Contracts.Events;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Application.Ledger;

/// <summary>The only way money moves.</summary>
internal interface ILedger
{
    /// <summary>An id for a transaction, drawn before it is posted so that events and answers can name it.</summary>
    ValueTask<long> NextTransactionIdAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Posts in one statement: by itself, or in the command's transaction when one is open. With a key the outcome is stored
    /// under it and a repetition gets that outcome. Refusals come back as errors.
    /// </summary>
    Task<Result<Receipt>> PostAsync(Posting posting, IReadOnlyList<WalletEvent> events, IdempotencyClaim? key, CancellationToken cancellationToken);
}

/// <summary>An event of one wallet of the posting; the ledger gives it its number.</summary>
internal sealed record WalletEvent(long UserId, IIntegrationEvent Event)
{
    /// <summary>What every posting tells: one event for each wallet it moved money in or out of.</summary>
    public static IReadOnlyList<WalletEvent> Of(Posting posting)
    {
        var kind = Words.Of(posting.Kind);
        return [.. posting.Wallets.Select(entry => new WalletEvent(entry.UserId, entry.Amount.IsPositive
            ? new WalletCredited(entry.UserId, posting.TransactionId, kind, entry.Amount.Amount, Money.Currency, CounterpartyOf(entry))
            : new WalletDebited(entry.UserId, posting.TransactionId, kind, -entry.Amount.Amount, Money.Currency, CounterpartyOf(entry))))];

        long? CounterpartyOf(WalletEntry entry) =>
            posting.Wallets.FirstOrDefault(other => other.UserId != entry.UserId && other.Amount.IsPositive != entry.Amount.IsPositive)?.UserId;
    }
}

/// <summary>What was posted.</summary>
/// <param name="TransactionId">The transaction; of the first posting when this one repeats it.</param>
/// <param name="At">When, by the database's clock.</param>
/// <param name="Balances">Balance after it of each user who took part.</param>
internal sealed record Receipt(long TransactionId, DateTimeOffset At, IReadOnlyDictionary<long, Money> Balances);
