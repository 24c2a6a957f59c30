using System.Text.Json;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Infrastructure.Ledger;

/// <summary>A receipt or a refusal, as the database functions answer it and keep it under a key or a reference.</summary>
internal sealed record Outcome(
    long Id,
    DateTimeOffset At,
    IReadOnlyDictionary<long, decimal>? Balances,
    decimal? Promo,
    decimal? Freed,
    decimal? Paid,
    decimal? Remainder,
    string? Code,
    long? UserId,
    decimal? Available)
{
    // The word of a refusal is its error's code without the module; these have one by another name, or arguments.
    private static readonly Dictionary<string, Error> Refusals = new Error[]
    {
        WalletErrors.SelfTransfer, WalletErrors.BalanceLimit, WalletErrors.AlreadyPosted, WalletErrors.ExpiryPast, WalletErrors.HoldNotFound,
        WalletErrors.HoldExpired, WalletErrors.HoldReleased, WalletErrors.HoldCaptured, WalletErrors.CaptureAboveHold, WalletErrors.RefundAboveCapture,
    }.ToDictionary(WordOf);

    public static Outcome Read(string json) => JsonSerializer.Deserialize<Outcome>(json, JsonSerializerOptions.Web)!;

    /// <summary>How a refusal is written.</summary>
    public static string Write(Error refusal) => $$"""{"code": "{{WordOf(refusal)}}"}""";

    /// <param name="payerId">Whose own wallet is spoken of as such.</param>
    public Result<Receipt> ToReceipt(long? payerId) => ErrorFor(payerId) is { } error ? error : new Receipt(
        Id,
        At,
        Balances?.ToDictionary(pair => pair.Key, pair => Money.Rupees(pair.Value)) ?? [],
        Money.Rupees(Promo ?? 0),
        Money.Rupees(Freed ?? 0),
        Money.Rupees(Paid ?? 0),
        Remainder ?? 0);

    public Error? ErrorFor(long? payerId) => Code switch
    {
        null => null,
        "INSUFFICIENT" => WalletErrors.InsufficientFunds.With("available", Money.Rupees(Available!.Value)),
        "DAILY_LIMIT" => WalletErrors.DailyLimit.With("left", Money.Rupees(Available!.Value)),
        "UNKNOWN" => WalletErrors.RecipientUnknown,
        "FROZEN" when UserId == payerId => WalletErrors.Frozen,
        "FROZEN" or "INACTIVE" => WalletErrors.RecipientUnavailable,
        _ => Refusals[Code],
    };

    private static string WordOf(Error error) => error.Code["wallet.".Length..].ToUpperInvariant();
}
