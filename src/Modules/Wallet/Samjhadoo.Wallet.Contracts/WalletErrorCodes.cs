namespace Samjhadoo.Wallet.Contracts;

/// <summary>Codes of the errors that <see cref="IWalletApi"/> answers with.</summary>
public static class WalletErrorCodes
{
    /// <summary>Less money can be spent than asked for; the argument <c>available</c> says how many rupees can (422).</summary>
    public const string InsufficientFunds = "wallet.insufficient_funds";

    /// <summary>The payer's wallet is frozen (422).</summary>
    public const string Frozen = "wallet.frozen";

    /// <summary>There is no user with this id (422).</summary>
    public const string UserUnknown = "wallet.recipient_unknown";

    /// <summary>The user is suspended (422).</summary>
    public const string UserUnavailable = "wallet.recipient_unavailable";

    /// <summary>The payee's wallet would go above ₹99,999,999.99 (422).</summary>
    public const string BalanceLimit = "wallet.balance_limit";

    /// <summary>The payer is one of the payees (422).</summary>
    public const string SelfTransfer = "wallet.self_transfer";

    /// <summary>An amount is not above zero, or a line is below zero (422).</summary>
    public const string AmountInvalid = "wallet.amount_invalid";

    /// <summary>The lines don't add up to the amount, or two of them go to the same account (422).</summary>
    public const string LinesUnbalanced = "wallet.lines_unbalanced";

    /// <summary>The reference stands for another request (409).</summary>
    public const string ReferenceReused = "wallet.reference_reused";

    /// <summary>There is no hold with this reference (404).</summary>
    public const string HoldNotFound = "wallet.hold_not_found";

    /// <summary>The time of expiry is not ahead (422).</summary>
    public const string ExpiryPast = "wallet.expiry_past";

    /// <summary>The hold has run out: what it held is free again and can't be captured (409).</summary>
    public const string HoldExpired = "wallet.hold_expired";

    /// <summary>The hold has been released and can't be captured (409).</summary>
    public const string HoldReleased = "wallet.hold_released";

    /// <summary>The hold has been captured: not again, and not released (409).</summary>
    public const string HoldCaptured = "wallet.hold_captured";

    /// <summary>More was to be captured than is held (422).</summary>
    public const string CaptureAboveHold = "wallet.capture_above_hold";

    /// <summary>There is no capture with this reference (404).</summary>
    public const string CaptureNotFound = "wallet.capture_not_found";

    /// <summary>More was to be paid back than was captured and not yet refunded, in all or by one line (422).</summary>
    public const string RefundAboveCapture = "wallet.refund_above_capture";
}
