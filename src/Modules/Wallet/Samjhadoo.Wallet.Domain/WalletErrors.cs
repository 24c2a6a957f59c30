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
    public static readonly Error TransactionNotFound = new("wallet.transaction_not_found", ErrorKind.NotFound);
    public static readonly Error NotFound = new("wallet.not_found", ErrorKind.NotFound);
}
