using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>Where its owner is paid, with most of it hidden.</summary>
/// <param name="Account">Masked, e.g. <c>ra•••@okaxis</c> or <c>HDFC0000053 ••••6789</c>.</param>
internal sealed record PayoutMethodResponse(long Id, PayoutMethodKind Kind, string Account, string HolderName, DateTimeOffset CreatedAt)
{
    public static PayoutMethodResponse Of(PayoutMethod method) =>
        new(method.Id, method.Kind, method.Account!.Masked, method.Account.HolderName, method.CreatedAt);
}
