using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Wallet.Application.Wallets;
using Samjhadoo.Wallet.Infrastructure.Persistence;

namespace Samjhadoo.Wallet.Infrastructure.Ledger;

internal sealed class Wallets(WalletDbContext database, IUserReplica users) : IWallets
{
    public async Task<bool> OpenAsync(long userId, CancellationToken cancellationToken)
    {
        if (!await users.EnsureAsync(userId, cancellationToken))
            return false;
        await database.Database.GetDbConnection().ExecuteAsync(new CommandDefinition(
            "select open_wallet(@userId)",
            new { userId },
            database.Database.CurrentTransaction?.GetDbTransaction(),
            cancellationToken: cancellationToken));
        return true;
    }
}
