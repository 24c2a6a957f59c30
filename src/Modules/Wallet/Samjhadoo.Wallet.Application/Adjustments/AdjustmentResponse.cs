using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Adjustments;

namespace Samjhadoo.Wallet.Application.Adjustments;

/// <summary>An adjustment as admins see it; the texts are null once the user is erased.</summary>
internal sealed record AdjustmentResponse(
    long Id,
    long UserId,
    AdjustmentKind Kind,
    Money Amount,
    string Currency,
    string? Reason,
    AdjustmentStatus Status,
    long ProposedBy,
    DateTimeOffset ProposedAt,
    long? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? DecisionReason,
    long? TransactionId,
    int Version) : IVersioned
{
    public static AdjustmentResponse Of(Adjustment adjustment) => new(
        adjustment.Id,
        adjustment.UserId,
        adjustment.Kind,
        adjustment.Amount,
        Money.Currency,
        adjustment.Reason,
        adjustment.Status,
        adjustment.ProposedBy,
        adjustment.ProposedAt,
        adjustment.DecidedBy,
        adjustment.DecidedAt,
        adjustment.DecisionReason,
        adjustment.TransactionId,
        adjustment.Version);
}
