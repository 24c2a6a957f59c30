using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>A payout as its owner and admins see it.</summary>
/// <param name="Amount">What left the wallet.</param>
/// <param name="Tds">What of it is kept as tax deducted at source.</param>
/// <param name="Net">What arrives.</param>
/// <param name="ApprovalsLeft">How many admins have still to say yes.</param>
/// <param name="Utr">The bank's number of the transfer.</param>
/// <param name="Failure">Why it could not be paid, as the gateway calls it; the money is back in the wallet.</param>
internal sealed record PayoutResponse(
    long Id, long UserId, long MethodId, PayoutStatus Status, Money Amount, Money Tds, Money Net, string Currency, KycStatus Kyc, int ApprovalsLeft,
    string? Utr, string? Failure, DateTimeOffset RequestedAt, DateTimeOffset? CompletedAt)
{
    public const string Columns =
        """
        p.id, p.user_id, p.method_id, p.status, p.amount, p.tds, p.amount - p.tds as net, 'INR' as currency, p.kyc,
               case p.status when 'REQUESTED' then p.approvals_needed - (select count(*) from payout_approvals a where a.payout_id = p.id)::integer else 0 end
                   as approvals_left,
               p.utr, p.failure, p.requested_at, p.completed_at
        """;

    public static PayoutResponse Of(Payout payout) => new(
        payout.Id, payout.UserId, payout.MethodId, payout.Status, payout.Amount, payout.Tds, payout.Net, Money.Currency, payout.Kyc,
        payout.Status == PayoutStatus.Requested ? payout.ApprovalsNeeded - payout.Approvals.Count : 0,
        payout.Utr, payout.Failure, payout.RequestedAt, payout.CompletedAt);
}
