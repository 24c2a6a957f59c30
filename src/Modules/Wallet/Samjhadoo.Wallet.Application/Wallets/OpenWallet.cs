using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Application.Wallets;

/// <summary>First contact, before the event that opens the wallet has come.</summary>
internal sealed record OpenWalletCommand(long UserId) : ICommand<Done>;

internal sealed class OpenWalletHandler(IWallets wallets) : ICommandHandler<OpenWalletCommand, Done>
{
    public async Task<Result<Done>> Handle(OpenWalletCommand command, CancellationToken cancellationToken) =>
        await wallets.OpenAsync(command.UserId, cancellationToken) ? Done.Value : WalletErrors.NotFound;
}
