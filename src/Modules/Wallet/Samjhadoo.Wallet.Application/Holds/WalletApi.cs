using System.Security.Cryptography;
using System.Text.Json;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Contracts;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Application.Holds;

internal sealed class WalletApi(ILedger ledger, IHolds holds) : IWalletApi
{
    // Each lost race is another charge that was made, so of n at once the last one asks n times.
    private const int Attempts = 100;

    private static readonly Money Most = Money.Rupees(99_999_999.99m);

    public async Task<Result<HoldReceipt>> HoldAsync(
        string reference, long userId, Money amount, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (!IsAmount(amount))
            return WalletErrors.AmountInvalid;

        var claim = Claim("HOLD", reference, new { userId, amount.Amount, expiresAt.UtcTicks });
        var held = await holds.OpenAsync(claim, userId, amount, expiresAt, cancellationToken);
        return held.Map(at => new HoldReceipt(reference, userId, amount, expiresAt, at));
    }

    public async Task<Result<CaptureReceipt>> CaptureAsync(
        string holdReference, string captureReference, Money amount, IReadOnlyList<PaymentLine> lines, CancellationToken cancellationToken)
    {
        if (RefusalOf(amount, lines) is { } refusal)
            return refusal;
        var claim = Claim("CAPTURE", captureReference, new { holdReference, amount.Amount, lines = ContentOf(lines) });
        if (await holds.PayerOfAsync(holdReference, cancellationToken) is not { } payerId)
            return WalletErrors.HoldNotFound;
        if (lines.Any(line => line.UserId == payerId))
            return WalletErrors.SelfTransfer;

        var id = await ledger.NextTransactionIdAsync(cancellationToken);
        var posting = Posting.Capture(id, payerId, PayeesOf(lines), AccountsOf(lines), captureReference, holdReference);
        var receipt = await ledger.PostAsync(posting, claim, cancellationToken);
        return receipt.Map(posted => new CaptureReceipt(posted.TransactionId, amount, posted.Promo, posted.Freed - amount, posted.At));
    }

    public Task<Result<Done>> ReleaseAsync(string holdReference, CancellationToken cancellationToken) =>
        holds.ReleaseAsync(holdReference, cancellationToken);

    public async Task<Result<RefundReceipt>> RefundAsync(
        string captureReference, string refundReference, Money amount, IReadOnlyList<PaymentLine> lines, CancellationToken cancellationToken)
    {
        if (RefusalOf(amount, lines) is { } refusal)
            return refusal;
        var claim = Claim("REFUND", refundReference, new { captureReference, amount.Amount, lines = ContentOf(lines) });
        if (await holds.OfCaptureAsync(captureReference, cancellationToken) is not { } captured)
            return WalletErrors.CaptureNotFound;
        // Nobody was both, so this line got nothing.
        if (lines.Any(line => line.UserId == captured.UserId))
            return WalletErrors.RefundAboveCapture;

        var id = await ledger.NextTransactionIdAsync(cancellationToken);
        var posting = Posting.Refund(id, captured.UserId, PayeesOf(lines), AccountsOf(lines), refundReference, captured.Reference);
        var receipt = await ledger.PostAsync(posting, claim, cancellationToken);
        return receipt.Map(posted => new RefundReceipt(posted.TransactionId, amount, posted.Promo, posted.At));
    }

    public async Task<Result<PromoReceipt>> CreditPromoAsync(string reference, long userId, Money amount, CancellationToken cancellationToken)
    {
        if (!IsAmount(amount))
            return WalletErrors.AmountInvalid;

        var claim = Claim("PROMOTION", reference, new { userId, amount.Amount });
        var id = await ledger.NextTransactionIdAsync(cancellationToken);
        var receipt = await ledger.PostAsync(Posting.Promotion(id, userId, amount, isPromo: true, reference), claim, cancellationToken);
        return receipt.Map(posted => new PromoReceipt(posted.TransactionId, amount, posted.At));
    }

    public async Task<Result<AIChargeReceipt>> ChargeForAIAsync(
        string holdReference, string chargeReference, decimal cost, CancellationToken cancellationToken)
    {
        if (cost < 0 || cost > Most.Amount || decimal.Round(cost, 4) != cost)
            return WalletErrors.AmountInvalid;
        var claim = Claim("AI_CHARGE", chargeReference, new { holdReference, cost = decimal.Round(cost, 4) + 0.0000m });
        if (await holds.PayerOfAsync(holdReference, cancellationToken) is not { } payerId)
            return WalletErrors.HoldNotFound;

        // Two charges of one user may want the same remainder; the one that comes second looks again.
        for (var attempt = 1; ; attempt++)
        {
            var charge = await ChargeAsync(claim, payerId, holdReference, cost, cancellationToken);
            if (charge.Error != RequestErrors.Conflict || attempt == Attempts)
                return charge;
        }
    }

    private async Task<Result<AIChargeReceipt>> ChargeAsync(
        ReferenceClaim claim, long payerId, string holdReference, decimal cost, CancellationToken cancellationToken)
    {
        var usage = new UsageCharge(cost, await holds.RemainderOfAsync(payerId, cancellationToken));
        var receipt = usage.Due.IsPositive
            ? await ledger.PostAsync(
                Posting.AICharge(await ledger.NextTransactionIdAsync(cancellationToken), payerId, usage, claim.Reference, holdReference), claim, cancellationToken)
            : await holds.ChargeNothingAsync(claim, holdReference, usage, cancellationToken);
        return receipt.Map(posted => new AIChargeReceipt(
            posted.TransactionId == 0 ? null : posted.TransactionId, posted.Paid, posted.Remainder, posted.At));
    }

    private static bool IsAmount(Money amount) => amount.IsPositive && amount <= Most;

    private static Error? RefusalOf(Money amount, IReadOnlyList<PaymentLine> lines) =>
        !IsAmount(amount) || lines.Any(line => line.Amount < Money.Zero) ? WalletErrors.AmountInvalid
        : lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount) != amount
            || lines.Any(line => (line.Kind is PaymentLineKind.Payee) != (line.UserId is not null))
            || lines.DistinctBy(line => (line.Kind, line.UserId)).Count() != lines.Count ? WalletErrors.LinesUnbalanced
        : null;

    private static IReadOnlyList<WalletEntry> PayeesOf(IReadOnlyList<PaymentLine> lines) =>
        [.. lines.Where(line => line is { UserId: not null, Amount.IsPositive: true }).Select(line => new WalletEntry(line.UserId!.Value, line.Amount))];

    private static IReadOnlyList<SystemEntry> AccountsOf(IReadOnlyList<PaymentLine> lines) =>
        [.. lines.Where(line => line is { UserId: null, Amount.IsPositive: true }).Select(line => new SystemEntry(AccountOf(line.Kind), line.Amount))];

    private static SystemAccount AccountOf(PaymentLineKind kind) => kind switch
    {
        PaymentLineKind.Commission => SystemAccount.Commission,
        PaymentLineKind.Gst => SystemAccount.GstPayable,
        PaymentLineKind.Tds => SystemAccount.TdsPayable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A line of the platform's own."),
    };

    // The order of the lines is no difference, and a line of zero is none.
    private static object ContentOf(IReadOnlyList<PaymentLine> lines) =>
        lines.Where(line => line.Amount.IsPositive).OrderBy(line => line.Kind).ThenBy(line => line.UserId)
            .Select(line => new { line.Kind, line.UserId, line.Amount.Amount });

    private static ReferenceClaim Claim<TContent>(string operation, string reference, TContent content)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reference);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reference.Length, 100);
        return new(operation, reference, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)));
    }
}
