using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Domain;

internal static class WalletErrors
{
    public static readonly Error InsufficientFunds = new("wallet.insufficient_funds", ErrorKind.Rule);
    public static readonly Error SelfTransfer = new("wallet.self_transfer", ErrorKind.Rule);
    public static readonly Error RecipientUnknown = new("wallet.recipient_unknown", ErrorKind.Rule);
    public static readonly Error RecipientUnavailable = new("wallet.recipient_unavailable", ErrorKind.Rule);
    public static readonly Error Frozen = new("wallet.frozen", ErrorKind.Rule);
    public static readonly Error BalanceLimit = new("wallet.balance_limit", ErrorKind.Rule);
    public static readonly Error AlreadyPosted = new("wallet.already_posted", ErrorKind.Conflict);
    public static readonly Error DailyLimit = new("wallet.daily_limit", ErrorKind.Rule);
    public static readonly Error AmountInvalid = new("wallet.amount_invalid", ErrorKind.Rule);
    public static readonly Error LinesUnbalanced = new("wallet.lines_unbalanced", ErrorKind.Rule);
    public static readonly Error ReferenceReused = new("wallet.reference_reused", ErrorKind.Conflict);
    public static readonly Error HoldNotFound = new("wallet.hold_not_found", ErrorKind.NotFound);
    public static readonly Error ExpiryPast = new("wallet.expiry_past", ErrorKind.Rule);
    public static readonly Error HoldExpired = new("wallet.hold_expired", ErrorKind.Conflict);
    public static readonly Error HoldReleased = new("wallet.hold_released", ErrorKind.Conflict);
    public static readonly Error HoldCaptured = new("wallet.hold_captured", ErrorKind.Conflict);
    public static readonly Error CaptureAboveHold = new("wallet.capture_above_hold", ErrorKind.Rule);
    public static readonly Error CaptureNotFound = new("wallet.capture_not_found", ErrorKind.NotFound);
    public static readonly Error RefundAboveCapture = new("wallet.refund_above_capture", ErrorKind.Rule);
    public static readonly Error StatementTooLong = new("wallet.statement_too_long", ErrorKind.Rule);
    public static readonly Error UserNotFound = new("wallet.user_not_found", ErrorKind.NotFound);
    public static readonly Error OwnWallet = new("wallet.own_wallet", ErrorKind.Rule);
    public static readonly Error AlreadyFrozen = new("wallet.already_frozen", ErrorKind.Conflict);
    public static readonly Error NotFrozen = new("wallet.not_frozen", ErrorKind.Conflict);
    public static readonly Error AdjustmentNotFound = new("wallet.adjustment_not_found", ErrorKind.NotFound);
    public static readonly Error AdjustmentDecided = new("wallet.adjustment_decided", ErrorKind.Conflict);
    public static readonly Error FourEyes = new("wallet.four_eyes", ErrorKind.Rule);
    public static readonly Error MoneyLeft = new("wallet.money_left", ErrorKind.Conflict);
    public static readonly Error MoneyOnItsWay = new("wallet.money_on_its_way", ErrorKind.Conflict);
    public static readonly Error TransactionNotFound = new("wallet.transaction_not_found", ErrorKind.NotFound);
    public static readonly Error NotFound = new("wallet.not_found", ErrorKind.NotFound);
}
