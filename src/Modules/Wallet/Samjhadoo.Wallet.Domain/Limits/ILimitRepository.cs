using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Domain.Limits;

/// <summary>Limits that admins set for single users.</summary>
internal interface ILimitRepository
{
    /// <summary>Sets the user's limit, or takes it away when the amount is null.</summary>
    Task SetAsync(long userId, LimitKind kind, Money? amount, string reason, long setBy, DateTimeOffset now, CancellationToken cancellationToken);
}
