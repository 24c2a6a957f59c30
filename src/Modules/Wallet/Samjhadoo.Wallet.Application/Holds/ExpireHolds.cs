using Samjhadoo.Shared.Application.Jobs;

namespace Samjhadoo.Wallet.Application.Holds;

/// <summary>Frees what holds that have run out had set aside. They can't be captured from that instant, so being late loses nothing.</summary>
internal sealed class ExpireHolds(IHolds holds) : IJob
{
    private const int Wallets = 200;

    public string Name => "wallet.expire_holds";

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await holds.ExpireAsync(Wallets, cancellationToken) > 0)
        {
        }
    }
}
