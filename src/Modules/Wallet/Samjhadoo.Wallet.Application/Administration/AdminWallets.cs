using FluentValidation;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Wallets;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Application.Administration;

/// <summary>What every change an admin makes to a wallet asks first.</summary>
internal sealed class AdminWallets(IWallets wallets, ICurrentUser caller)
{
    /// <summary>Why this admin may not touch this wallet, or null; a user who has none yet gets it now.</summary>
    public async Task<Error?> ObjectionAsync(long userId, CancellationToken cancellationToken)
    {
        if (userId == caller.Id)
            return WalletErrors.OwnWallet;
        return await wallets.OpenAsync(userId, cancellationToken) ? null : WalletErrors.UserNotFound;
    }
}

internal static class ReasonRule
{
    /// <summary>Why an admin does it, in words.</summary>
    public static IRuleBuilderOptions<T, string> Reason<T>(this IRuleBuilder<T, string> reason) => reason.NotEmpty().Length(3, 500);
}
