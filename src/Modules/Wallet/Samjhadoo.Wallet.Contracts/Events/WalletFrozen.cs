using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Wallet.Contracts.Events;

/// <summary>An admin froze a wallet: it pays nobody and is sent nothing until <see cref="WalletUnfrozen"/>. Ordered by aggregate <c>wallet:{userId}</c>.</summary>
/// <param name="UserId">Whose wallet.</param>
[EventName("wallet.frozen.v1")]
public sealed record WalletFrozen(long UserId) : IIntegrationEvent;

/// <summary>An admin freed a frozen wallet.</summary>
/// <param name="UserId">Whose wallet.</param>
[EventName("wallet.unfrozen.v1")]
public sealed record WalletUnfrozen(long UserId) : IIntegrationEvent;
