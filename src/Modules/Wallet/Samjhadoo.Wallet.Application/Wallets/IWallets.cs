namespace Samjhadoo.Wallet.Application.Wallets;

/// <summary>Opens wallets.</summary>
internal interface IWallets
{
    /// <summary>
    /// Opens the user's wallet where there is none: on the event that the user registered, and at first contact when that
    /// event has not come yet. False when there is no such user.
    /// </summary>
    Task<bool> OpenAsync(long userId, CancellationToken cancellationToken);
}
