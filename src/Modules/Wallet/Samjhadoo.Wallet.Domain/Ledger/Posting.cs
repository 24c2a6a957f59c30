using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Domain.Ledger;

/// <summary>Why money moves; the words of <c>transactions.kind</c>.</summary>
internal enum TransactionKind
{
    Transfer,
    Promotion,
}

/// <summary>One side of a posting in a user's wallet: above zero into it, below zero out of it.</summary>
/// <param name="UserId">Whose wallet.</param>
/// <param name="Amount">Signed, never zero.</param>
/// <param name="Promo">How much of it is promo money, with the same sign.</param>
internal sealed record WalletEntry(long UserId, Money Amount, Money Promo = default);

/// <summary>One side of a posting in an account of the platform.</summary>
internal sealed record SystemEntry(SystemAccount Account, Money Amount);

/// <summary>
/// What is to be posted: a balanced transaction and its cause. It says what moves and never what a balance will be; the
/// database decides whether it may and computes that.
/// </summary>
internal sealed record Posting
{
    public Posting(long transactionId, TransactionKind kind, IReadOnlyList<WalletEntry> wallets, IReadOnlyList<SystemEntry> accounts)
    {
        var amounts = wallets.Select(entry => entry.Amount).Concat(accounts.Select(entry => entry.Amount)).ToList();
        if (amounts.Count == 0 || amounts.Contains(Money.Zero) || amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount) != Money.Zero)
            throw new ArgumentException("Entries are not zero and sum to zero.");
        if (wallets.DistinctBy(entry => entry.UserId).Count() + accounts.DistinctBy(entry => entry.Account).Count() != amounts.Count)
            throw new ArgumentException("An account has one entry in a posting.");
        (TransactionId, Kind, Wallets, Accounts) = (transactionId, kind, wallets, accounts);
    }

    public long TransactionId { get; }

    public TransactionKind Kind { get; }

    public IReadOnlyList<WalletEntry> Wallets { get; }

    public IReadOnlyList<SystemEntry> Accounts { get; }

    /// <summary>The business cause, e.g. <c>booking:42</c>: one posting of this kind for it, ever.</summary>
    public string? Reference { get; init; }

    /// <summary>Who asked for it; null when the platform did.</summary>
    public long? ActorId { get; init; }

    /// <summary>The request it came with.</summary>
    public string? RequestId { get; init; }

    /// <summary>What the actor wrote beside it; kept apart from the ledger, so that it can be erased.</summary>
    public string? Note { get; init; }

    /// <summary>Money from one user to another; never promo money.</summary>
    public static Posting Transfer(long transactionId, long fromUserId, long toUserId, Money amount) =>
        new(transactionId, TransactionKind.Transfer, [new(fromUserId, -amount), new(toUserId, amount)], []);

    /// <summary>Money from the platform to a user: promo money, or money like any other.</summary>
    public static Posting Promotion(long transactionId, long toUserId, Money amount, bool isPromo, string reference) =>
        new(transactionId, TransactionKind.Promotion, [new(toUserId, amount, isPromo ? amount : Money.Zero)], [new(SystemAccount.Promotions, -amount)])
        {
            Reference = reference,
        };
}
