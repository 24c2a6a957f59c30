using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Wallet.Contracts.Events;

/// <summary>Money came into a user's wallet. Ordered by aggregate <c>wallet:{userId}</c> together with <see cref="WalletDebited"/>.</summary>
/// <param name="UserId">Whose wallet.</param>
/// <param name="TransactionId">The ledger's transaction.</param>
/// <param name="Kind">Why, e.g. <c>TRANSFER</c>.</param>
/// <param name="Amount">Rupees, above zero.</param>
/// <param name="Currency">INR.</param>
/// <param name="CounterpartyId">The user on the other side, or null when the platform is.</param>
[EventName("wallet.credited.v1")]
public sealed record WalletCredited(long UserId, long TransactionId, string Kind, decimal Amount, string Currency, long? CounterpartyId)
    : IIntegrationEvent;

/// <summary>Money left a user's wallet.</summary>
/// <param name="UserId">Whose wallet.</param>
/// <param name="TransactionId">The ledger's transaction.</param>
/// <param name="Kind">Why, e.g. <c>TRANSFER</c>.</param>
/// <param name="Amount">Rupees, above zero.</param>
/// <param name="Currency">INR.</param>
/// <param name="CounterpartyId">The user on the other side, or null when the platform is.</param>
[EventName("wallet.debited.v1")]
public sealed record WalletDebited(long UserId, long TransactionId, string Kind, decimal Amount, string Currency, long? CounterpartyId)
    : IIntegrationEvent;
