using Samjhadoo.Identity.Contracts.Events;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Wallet.Application.Wallets;

namespace Samjhadoo.Wallet.Infrastructure.Messaging;

/// <summary>A new user has a wallet.</summary>
internal sealed class OpenWallet(IWallets wallets) : IConsumer<UserRegistered>
{
    public Task ConsumeAsync(UserRegistered integrationEvent, EventContext context, CancellationToken cancellationToken) =>
        wallets.OpenAsync(integrationEvent.UserId, cancellationToken);
}
