using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Limits;

namespace Samjhadoo.Wallet.Application.Limits;

/// <summary>What a user may move in a day. The day is India's for everybody, so that nobody gains one by travelling.</summary>
internal interface IDailyLimits
{
    /// <summary>An admin's word for this user, or what is configured; on the command's connection.</summary>
    Task<Money> OfAsync(long userId, LimitKind kind, CancellationToken cancellationToken);
}

/// <summary>Section <c>Wallet:DailyLimits</c>: rupees a day, where no admin has said otherwise.</summary>
internal sealed record DailyLimitOptions
{
    public decimal Transfer { get; set; } = 50_000;

    public decimal TopUp { get; set; } = 100_000;

    public decimal Payout { get; set; } = 100_000;

    public Money Of(LimitKind kind) => Money.Rupees(kind switch
    {
        LimitKind.Transfer => Transfer,
        LimitKind.TopUp => TopUp,
        _ => Payout,
    });
}
