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

    /// <summary>The same under a reference of another module: the outcome is kept for ever, and a repetition gets that outcome.</summary>
    Task<Result<Receipt>> PostAsync(Posting posting, ReferenceClaim reference, CancellationToken cancellationToken);

    /// <summary>Stores a refusal that needs no look at the books under the key; answers what a repetition will be answered.</summary>
    Task<Error> RefuseAsync(Error refusal, IdempotencyClaim? key, CancellationToken cancellationToken);
}

/// <summary>What another module names its request by.</summary>
/// <param name="Operation">What is asked, e.g. <c>CAPTURE</c>; references need be unique within it.</param>
/// <param name="Reference">The name.</param>
/// <param name="Hash">SHA-256 of the content.</param>
internal sealed record ReferenceClaim(string Operation, string Reference, byte[] Hash);

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
/// <param name="Promo">Promo money in it, where the books had to say.</param>
/// <param name="Freed">What the hold it paid from had set aside.</param>
/// <param name="Paid">What the hold paid.</param>
/// <param name="Remainder">Of a charge for AI: what is left for the next one, below a paisa.</param>
internal sealed record Receipt(
    long TransactionId, DateTimeOffset At, IReadOnlyDictionary<long, Money> Balances, Money Promo, Money Freed, Money Paid, decimal Remainder);
