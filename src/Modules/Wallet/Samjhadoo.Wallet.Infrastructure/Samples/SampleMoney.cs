using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Infrastructure.Samples;

/// <summary>Sample balances, through the ledger like any other money. The reference makes it repeatable.</summary>
internal sealed class SampleMoney(ILedger ledger, IUserDirectory directory)
{
    public async Task GiveAsync(CancellationToken cancellationToken)
    {
        foreach (var sample in SampleUsers.All)
        {
            if (await directory.FindByUsernameAsync(sample.Username, cancellationToken) is not { } user)
                continue;
            await GiveAsync(user.Id, Money.Rupees(5_000), isPromo: false, cancellationToken);
            if (sample.Role == UserRole.User)
                await GiveAsync(user.Id, Money.Rupees(200), isPromo: true, cancellationToken);
        }
    }

    private async Task GiveAsync(long userId, Money amount, bool isPromo, CancellationToken cancellationToken)
    {
        var id = await ledger.NextTransactionIdAsync(cancellationToken);
        var posting = Posting.Promotion(id, userId, amount, isPromo, $"sample:{(isPromo ? "promo" : "money")}:{userId}");
        await ledger.PostAsync(posting, WalletEvent.Of(posting), key: null, cancellationToken);
    }
}
