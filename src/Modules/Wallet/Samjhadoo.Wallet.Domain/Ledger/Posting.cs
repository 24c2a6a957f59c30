using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Domain.Ledger;

/// <summary>Why money moves; the words of <c>transactions.kind</c>.</summary>
internal enum TransactionKind
{
    /// <summary>From user to user.</summary>
    Transfer,

    /// <summary>A gift of the platform.</summary>
    Promotion,

    /// <summary>Money came in through the gateway.</summary>
    TopUp,

    /// <summary>A top-up went back through the gateway.</summary>
    TopUpRefund,

    /// <summary>A user's money is on its way out.</summary>
    Payout,

    /// <summary>It arrived.</summary>
    PayoutSettled,

    /// <summary>It came back.</summary>
    PayoutReversed,

    /// <summary>A hold was paid.</summary>
    Capture,

    /// <summary>A capture went back.</summary>
    Refund,

    /// <summary>A user paid for AI.</summary>
    AICharge,

    /// <summary>An admin put something right.</summary>
    Adjustment,
}

/// <summary>One side of a posting in a user's wallet: above zero into it, below zero out of it.</summary>
/// <param name="UserId">Whose wallet.</param>
/// <param name="Amount">Signed, never zero.</param>
/// <param name="Promo">How much of it is promo money, with the same sign.</param>
internal sealed record WalletEntry(long UserId, Money Amount, Money Promo = default)
{
    /// <summary>Promo money pays or comes back here, and how much of it only the database can say, under the wallet's lock.</summary>
    public bool PromoByTheBooks { get; init; }
}

/// <summary>One side of a posting in an account of the platform.</summary>
internal sealed record SystemEntry(SystemAccount Account, Money Amount);

/// <summary>What one user may move out of the wallet by postings of one kind.</summary>
/// <param name="Amount">At most this much, the posting at hand included, unless an admin has set another limit for the payer.</param>
/// <param name="Since">Counted from this instant.</param>
internal sealed record SpendingLimit(Money Amount, DateTimeOffset Since);

/// <summary>What AI cost a user: whole paise of it and of what earlier charges left are paid by the posting.</summary>
/// <param name="Cost">Rupees with four decimals.</param>
/// <param name="RemainderBefore">What earlier charges left; the database refuses the posting where it is not that.</param>
internal sealed record UsageCharge(decimal Cost, decimal RemainderBefore)
{
    /// <summary>The whole paise of both.</summary>
    public Money Due => Money.Rupees(decimal.Truncate((RemainderBefore + Cost) * 100) / 100);
}

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

    /// <summary>The hold that a capture ends and that a refund pays back.</summary>
    public string? HoldReference { get; init; }

    /// <summary>Of a charge for AI.</summary>
    public UsageCharge? Usage { get; init; }

    /// <summary>The transaction that this one undoes as a whole; a transaction is undone once.</summary>
    public long? ReversesId { get; init; }

    /// <summary>A frozen wallet on either side is a refusal.</summary>
    public bool StopsAtFreeze { get; init; }

    /// <summary>A suspended user on either side is a refusal.</summary>
    public bool StopsAtSuspension { get; init; }

    /// <summary>Checked under the lock against what left the paying wallet by postings of this kind.</summary>
    public SpendingLimit? Limit { get; init; }

    /// <summary>Money from one user to another; never promo money.</summary>
    public static Posting Transfer(long transactionId, long fromUserId, long toUserId, Money amount) =>
        new(transactionId, TransactionKind.Transfer, [new(fromUserId, -amount), new(toUserId, amount)], [])
        {
            StopsAtFreeze = true,
            StopsAtSuspension = true,
        };

    /// <summary>Money from the platform to a user: promo money, or money like any other.</summary>
    public static Posting Promotion(long transactionId, long toUserId, Money amount, bool isPromo, string reference) =>
        new(transactionId, TransactionKind.Promotion, [new(toUserId, amount, isPromo ? amount : Money.Zero)], [new(SystemAccount.Promotions, -amount)])
        {
            Reference = reference,
        };

    /// <summary>Money that came in through the gateway; a frozen wallet gets it too, for it is there.</summary>
    public static Posting TopUp(long transactionId, long userId, Money amount, string reference) =>
        new(transactionId, TransactionKind.TopUp, [new(userId, amount)], [new(SystemAccount.GatewayClearing, -amount)])
        {
            Reference = reference,
        };

    /// <summary>Money of a top-up that goes back through the gateway; never promo money, never what is held.</summary>
    public static Posting TopUpRefund(long transactionId, long userId, Money amount, string reference) =>
        new(transactionId, TransactionKind.TopUpRefund, [new(userId, -amount)], [new(SystemAccount.GatewayClearing, amount)])
        {
            Reference = reference,
        };

    /// <summary>The gateway could not give a top-up back.</summary>
    public static Posting TopUpRefundReversed(long transactionId, long userId, Money amount, string reference, long refundTransactionId) =>
        new(transactionId, TransactionKind.TopUpRefund, [new(userId, amount)], [new(SystemAccount.GatewayClearing, -amount)])
        {
            Reference = reference,
            ReversesId = refundTransactionId,
        };

    /// <summary>Money on its way from a wallet to a bank account; never promo money, never what is held.</summary>
    public static Posting Payout(long transactionId, long userId, Money amount, string reference) =>
        new(transactionId, TransactionKind.Payout, [new(userId, -amount)], [new(SystemAccount.PayoutsInTransit, amount)])
        {
            Reference = reference,
            StopsAtFreeze = true,
        };

    /// <summary>The gateway has paid it out, but for the tax that is kept of it.</summary>
    public static Posting PayoutSettled(long transactionId, Money amount, string reference, Money tds = default) =>
        new(transactionId, TransactionKind.PayoutSettled, [],
            WithTds([new(SystemAccount.PayoutsInTransit, -amount), new(SystemAccount.GatewayClearing, amount - tds)], tds))
        {
            Reference = reference,
        };

    /// <summary>The gateway could not pay it out, or nobody approved it.</summary>
    public static Posting PayoutReversed(long transactionId, long userId, Money amount, string reference, long payoutTransactionId) =>
        new(transactionId, TransactionKind.PayoutReversed, [new(userId, amount)], [new(SystemAccount.PayoutsInTransit, -amount)])
        {
            Reference = reference,
            ReversesId = payoutTransactionId,
        };

    /// <summary>It was paid out, and the bank has sent it back since.</summary>
    public static Posting PayoutReturned(long transactionId, long userId, Money amount, string reference, Money tds = default) =>
        new(transactionId, TransactionKind.PayoutReversed, [new(userId, amount)],
            WithTds([new(SystemAccount.GatewayClearing, -(amount - tds))], -tds))
        {
            Reference = reference,
        };

    /// <summary>What an admin puts right: above zero into the wallet, below zero out of it, of promo money or of money like any other.</summary>
    public static Posting Adjustment(long transactionId, long userId, Money amount, bool isPromo, string reference) =>
        new(transactionId, TransactionKind.Adjustment, [new(userId, amount, isPromo ? amount : Money.Zero)], [new(SystemAccount.Adjustments, -amount)])
        {
            Reference = reference,
        };

    /// <summary>A hold that is paid, to users and to accounts of the platform; promo money first.</summary>
    public static Posting Capture(
        long transactionId, long payerId, IReadOnlyList<WalletEntry> payees, IReadOnlyList<SystemEntry> accounts, string reference, string holdReference) =>
        new(transactionId, TransactionKind.Capture, [new(payerId, -SumOf(payees, accounts)) { PromoByTheBooks = true }, .. payees], accounts)
        {
            Reference = reference,
            HoldReference = holdReference,
        };

    /// <summary>A capture that goes back, from those who got it; promo money last, and promo money again.</summary>
    public static Posting Refund(
        long transactionId, long payerId, IReadOnlyList<WalletEntry> payees, IReadOnlyList<SystemEntry> accounts, string reference, string holdReference) =>
        new(
            transactionId,
            TransactionKind.Refund,
            [new(payerId, SumOf(payees, accounts)) { PromoByTheBooks = true }, .. payees.Select(entry => entry with { Amount = -entry.Amount })],
            [.. accounts.Select(entry => entry with { Amount = -entry.Amount })])
        {
            Reference = reference,
            HoldReference = holdReference,
        };

    /// <summary>A hold that pays for AI; promo money first.</summary>
    public static Posting AICharge(long transactionId, long payerId, UsageCharge usage, string reference, string holdReference) =>
        new(transactionId, TransactionKind.AICharge, [new(payerId, -usage.Due) { PromoByTheBooks = true }], [new(SystemAccount.AIRevenue, usage.Due)])
        {
            Reference = reference,
            HoldReference = holdReference,
            Usage = usage,
        };

    private static Money SumOf(IReadOnlyList<WalletEntry> wallets, IReadOnlyList<SystemEntry> accounts) =>
        wallets.Select(entry => entry.Amount).Concat(accounts.Select(entry => entry.Amount)).Aggregate(Money.Zero, (sum, amount) => sum + amount);

    private static IReadOnlyList<SystemEntry> WithTds(IReadOnlyList<SystemEntry> entries, Money tds) =>
        tds == Money.Zero ? entries : [.. entries, new(SystemAccount.TdsPayable, tds)];
}
