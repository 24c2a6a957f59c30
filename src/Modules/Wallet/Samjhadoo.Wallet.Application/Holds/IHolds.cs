using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Application.Holds;

/// <summary>Money set aside, and its way back; paying it is the ledger's.</summary>
internal interface IHolds
{
    /// <summary>Sets money aside; the answer is since when.</summary>
    Task<Result<DateTimeOffset>> OpenAsync(
        ReferenceClaim reference, long userId, Money amount, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Ends a hold without paying.</summary>
    Task<Result<Done>> ReleaseAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Ends the holds that have run out, some wallets at a time; returns how many holds.</summary>
    Task<long> ExpireAsync(int wallets, CancellationToken cancellationToken);

    /// <summary>Who pays by this hold, or null when there is none.</summary>
    Task<long?> PayerOfAsync(string reference, CancellationToken cancellationToken);

    /// <summary>The hold that this capture paid, and who paid; null when there is none.</summary>
    Task<CapturedHold?> OfCaptureAsync(string captureReference, CancellationToken cancellationToken);

    /// <summary>What AI cost the user below a whole paisa and is not charged yet.</summary>
    Task<decimal> RemainderOfAsync(long userId, CancellationToken cancellationToken);

    /// <summary>Ends the hold of an AI call when less than a paisa is due: the ledger has nothing to post then.</summary>
    Task<Result<Receipt>> ChargeNothingAsync(
        ReferenceClaim reference, string holdReference, UsageCharge usage, CancellationToken cancellationToken);
}

internal sealed record CapturedHold(string Reference, long UserId);
