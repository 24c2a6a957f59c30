using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Wallet.Contracts.Events;

/// <summary>A top-up was paid and is in the wallet. Ordered by aggregate <c>top_up:{topUpId}</c>.</summary>
/// <param name="UserId">Whose wallet.</param>
/// <param name="TopUpId">The top-up.</param>
/// <param name="TransactionId">The ledger's transaction.</param>
/// <param name="Amount">Rupees, above zero.</param>
/// <param name="Currency">INR.</param>
[EventName("wallet.top_up_succeeded.v1")]
public sealed record TopUpSucceeded(long UserId, long TopUpId, long TransactionId, decimal Amount, string Currency) : IIntegrationEvent;

/// <summary>A mentor asked to be paid; the money has left the wallet. Ordered by aggregate <c>payout:{payoutId}</c>, as the two below.</summary>
/// <param name="UserId">Whose wallet.</param>
/// <param name="PayoutId">The payout.</param>
/// <param name="TransactionId">The ledger's transaction.</param>
/// <param name="Amount">Rupees that left the wallet.</param>
/// <param name="Tds">What of it is kept as tax deducted at source.</param>
/// <param name="Currency">INR.</param>
[EventName("wallet.payout_requested.v1")]
public sealed record PayoutRequested(long UserId, long PayoutId, long TransactionId, decimal Amount, decimal Tds, string Currency) : IIntegrationEvent;

/// <summary>A payout is with the mentor.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="PayoutId">The payout.</param>
/// <param name="Amount">Rupees that left the wallet.</param>
/// <param name="Tds">What of it is kept as tax deducted at source.</param>
/// <param name="Currency">INR.</param>
/// <param name="Utr">The bank's number of the transfer, where it is known.</param>
[EventName("wallet.payout_paid.v1")]
public sealed record PayoutPaid(long UserId, long PayoutId, decimal Amount, decimal Tds, string Currency, string? Utr) : IIntegrationEvent;

/// <summary>A payout was rejected, or could not be made; the money is back in the wallet.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="PayoutId">The payout.</param>
/// <param name="TransactionId">The transaction that brought it back.</param>
/// <param name="Amount">Rupees.</param>
/// <param name="Currency">INR.</param>
/// <param name="Reason">Why, as the gateway calls it, or <c>rejected</c>.</param>
[EventName("wallet.payout_failed.v1")]
public sealed record PayoutFailed(long UserId, long PayoutId, long TransactionId, decimal Amount, string Currency, string Reason) : IIntegrationEvent;
