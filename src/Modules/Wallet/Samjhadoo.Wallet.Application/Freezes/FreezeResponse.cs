using Samjhadoo.Wallet.Domain.Freezes;

namespace Samjhadoo.Wallet.Application.Freezes;

/// <summary>A time in which a wallet neither paid nor was paid; the texts are null once the user is erased.</summary>
internal sealed record FreezeResponse(
    long Id, string? Reason, long FrozenBy, DateTimeOffset FrozenAt, string? EndReason, long? EndedBy, DateTimeOffset? EndedAt)
{
    public static FreezeResponse Of(Freeze freeze) =>
        new(freeze.Id, freeze.Reason, freeze.FrozenBy, freeze.FrozenAt, freeze.EndReason, freeze.EndedBy, freeze.EndedAt);
}
