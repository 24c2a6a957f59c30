using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Contracts;

/// <summary>
/// What other modules may ask Wallet to do with money. In process, in a transaction of its own, never inside the caller's.
/// <para>
/// Every operation is repeatable by its reference, for ever: the same reference with the same content gets the first answer
/// again, a refusal too, and nothing moves twice; with other content it is refused with
/// <see cref="WalletErrorCodes.ReferenceReused"/>. So whoever does not know what became of a call asks again with the same
/// reference; whoever wants another try after a refusal takes a new one. References are 1 to 100 characters, begin with the
/// caller's own noun, e.g. <c>booking:42:hold</c>, and need be unique only among operations of one kind.
/// </para>
/// <para>
/// Amounts are rupees in whole paise, ₹0.01 to ₹99,999,999.99. Expected failures come back as errors with a code of
/// <see cref="WalletErrorCodes"/>; what is thrown is a bug or a lost database, after which asking again is right.
/// </para>
/// </summary>
public interface IWalletApi
{
    /// <summary>
    /// Sets money of a user aside until it is captured, released or expired, whichever comes first; a hold ends once. Promo
    /// money counts as available here and is spent first when the hold is captured.
    /// </summary>
    /// <param name="reference">Names the hold.</param>
    /// <param name="userId">Who pays. Unknown users get a wallet at first contact.</param>
    /// <param name="amount">How much.</param>
    /// <param name="expiresAt">From this instant, by the database's clock, the hold can't be captured and the money is free.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>
    /// The hold, or <c>insufficient_funds</c>, <c>frozen</c>, <c>recipient_unknown</c> or <c>recipient_unavailable</c> (the payer),
    /// <c>expiry_past</c>, <c>amount_invalid</c>, <c>reference_reused</c>.
    /// </returns>
    Task<Result<HoldReceipt>> HoldAsync(string reference, long userId, Money amount, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Ends a hold by paying all of it or a part; what is left of it is free again.</summary>
    /// <param name="holdReference">The hold.</param>
    /// <param name="captureReference">Names the capture, for a refund too.</param>
    /// <param name="amount">How much, at most what is held.</param>
    /// <param name="lines">Who gets it. They add up to the amount; a line of zero is left out of the books.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>
    /// The capture, or <c>hold_not_found</c>, <c>hold_expired</c>, <c>hold_released</c>, <c>hold_captured</c>, <c>capture_above_hold</c>,
    /// <c>lines_unbalanced</c>, <c>amount_invalid</c>, <c>self_transfer</c>, <c>recipient_unknown</c>, <c>balance_limit</c> (a payee),
    /// <c>reference_reused</c>. A frozen or suspended payee is credited: what is earned stays in a wallet that can't spend.
    /// </returns>
    Task<Result<CaptureReceipt>> CaptureAsync(
        string holdReference, string captureReference, Money amount, IReadOnlyList<PaymentLine> lines, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a hold without paying. Keyed by the hold's own reference: once the hold has ended unpaid, released or expired,
    /// every repetition says so.
    /// </summary>
    /// <param name="holdReference">The hold.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Done, or <c>hold_not_found</c>, <c>hold_captured</c>.</returns>
    Task<Result<Done>> ReleaseAsync(string holdReference, CancellationToken cancellationToken);

    /// <summary>
    /// Pays back all or a part of what was captured; several times, until all of it is back. Money like any other comes back
    /// before promo money, because promo money was spent first; promo money comes back as promo money.
    /// </summary>
    /// <param name="captureReference">The capture, of <see cref="CaptureAsync"/>.</param>
    /// <param name="refundReference">Names the refund.</param>
    /// <param name="amount">How much.</param>
    /// <param name="lines">Who pays it back: lines of the capture, each at most what it got and has not yet paid back. They add up to the amount.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>
    /// The refund, or <c>capture_not_found</c>, <c>refund_above_capture</c>, <c>insufficient_funds</c> (the payee has spent it; the
    /// platform's lines always can pay), <c>lines_unbalanced</c>, <c>amount_invalid</c>, <c>balance_limit</c>, <c>reference_reused</c>.
    /// </returns>
    Task<Result<RefundReceipt>> RefundAsync(
        string captureReference, string refundReference, Money amount, IReadOnlyList<PaymentLine> lines, CancellationToken cancellationToken);

    /// <summary>
    /// Gives a user promo money: spent first on bookings and AI, never transferred or paid out, and promo money again when
    /// refunded.
    /// </summary>
    /// <param name="reference">Names the gift.</param>
    /// <param name="userId">Who gets it.</param>
    /// <param name="amount">How much.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The gift, or <c>recipient_unknown</c>, <c>balance_limit</c>, <c>amount_invalid</c>, <c>reference_reused</c>.</returns>
    Task<Result<PromoReceipt>> CreditPromoAsync(string reference, long userId, Money amount, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the hold of an AI call by charging what the call cost. Whole paise of the cost and of what earlier calls left are
    /// captured; what is below a paisa is kept for the user's next charge, so that over time the captures and the remainder are
    /// exactly the costs. Hold the estimate rounded up to the paisa, at least ₹0.01: then every cost up to the estimate fits.
    /// </summary>
    /// <param name="holdReference">The hold.</param>
    /// <param name="chargeReference">Names the charge.</param>
    /// <param name="cost">Rupees with at most four decimals, zero or more.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>
    /// The charge, or <c>hold_not_found</c>, <c>hold_expired</c>, <c>hold_released</c>, <c>hold_captured</c>, <c>capture_above_hold</c>,
    /// <c>amount_invalid</c>, <c>reference_reused</c>.
    /// </returns>
    Task<Result<AIChargeReceipt>> ChargeForAIAsync(string holdReference, string chargeReference, decimal cost, CancellationToken cancellationToken);
}

/// <summary>To which account a line of a payment goes.</summary>
public enum PaymentLineKind
{
    /// <summary>A user's wallet.</summary>
    Payee,

    /// <summary>The platform's commission.</summary>
    Commission,

    /// <summary>Goods and services tax the platform owes.</summary>
    Gst,

    /// <summary>Tax withheld from the payee (section 194-O), owed by the platform.</summary>
    Tds,
}

/// <summary>One line of a payment.</summary>
/// <param name="Kind">Which account.</param>
/// <param name="Amount">Rupees, zero or more.</param>
/// <param name="UserId">The payee; null for the platform's own accounts.</param>
public sealed record PaymentLine(PaymentLineKind Kind, Money Amount, long? UserId = null)
{
    /// <summary>What a user earns.</summary>
    public static PaymentLine Payee(long userId, Money amount) => new(PaymentLineKind.Payee, amount, userId);

    /// <summary>What the platform earns.</summary>
    public static PaymentLine Commission(Money amount) => new(PaymentLineKind.Commission, amount);

    /// <summary>The tax on the commission.</summary>
    public static PaymentLine Gst(Money amount) => new(PaymentLineKind.Gst, amount);

    /// <summary>The tax withheld from the payee.</summary>
    public static PaymentLine Tds(Money amount) => new(PaymentLineKind.Tds, amount);
}

/// <summary>Money set aside.</summary>
/// <param name="Reference">The hold's.</param>
/// <param name="UserId">Who pays.</param>
/// <param name="Amount">Rupees held.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="At">Since when, by the database's clock.</param>
public sealed record HoldReceipt(string Reference, long UserId, Money Amount, DateTimeOffset ExpiresAt, DateTimeOffset At);

/// <summary>A hold that was paid.</summary>
/// <param name="TransactionId">The ledger's transaction.</param>
/// <param name="Amount">Rupees paid.</param>
/// <param name="PromoAmount">How much of it was promo money.</param>
/// <param name="ReleasedAmount">What was held and is free again.</param>
/// <param name="At">When, by the database's clock.</param>
public sealed record CaptureReceipt(long TransactionId, Money Amount, Money PromoAmount, Money ReleasedAmount, DateTimeOffset At);

/// <summary>A payment that went back.</summary>
/// <param name="TransactionId">The ledger's transaction.</param>
/// <param name="Amount">Rupees paid back.</param>
/// <param name="PromoAmount">How much of it is promo money again.</param>
/// <param name="At">When, by the database's clock.</param>
public sealed record RefundReceipt(long TransactionId, Money Amount, Money PromoAmount, DateTimeOffset At);

/// <summary>Promo money that was given.</summary>
/// <param name="TransactionId">The ledger's transaction.</param>
/// <param name="Amount">Rupees given.</param>
/// <param name="At">When, by the database's clock.</param>
public sealed record PromoReceipt(long TransactionId, Money Amount, DateTimeOffset At);

/// <summary>What an AI call was charged.</summary>
/// <param name="TransactionId">The ledger's transaction; null when not a whole paisa was due.</param>
/// <param name="Amount">Rupees captured, zero or more.</param>
/// <param name="Remainder">Rupees with four decimals below ₹0.01 that the user's next charge starts from.</param>
/// <param name="At">When, by the database's clock.</param>
public sealed record AIChargeReceipt(long? TransactionId, Money Amount, decimal Remainder, DateTimeOffset At);
