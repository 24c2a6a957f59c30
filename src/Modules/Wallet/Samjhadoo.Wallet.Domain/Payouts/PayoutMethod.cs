using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Domain.Payouts;

/// <summary>
/// Where a person wants to be paid. The row itself stays, since payouts refer to it; what identifies the account stands in
/// <see cref="Account"/> and goes when the method is removed or the person is erased.
/// </summary>
internal sealed class PayoutMethod : AggregateRoot
{
    public const int Most = 5;

    private PayoutMethod()
    {
    }

    public PayoutMethod(long userId, PayoutAccount account, DateTimeOffset now)
    {
        UserId = userId;
        Kind = account.Vpa is null ? PayoutMethodKind.BankAccount : PayoutMethodKind.Upi;
        Account = account;
        CreatedAt = now;
    }

    public long UserId { get; private set; }

    public PayoutMethodKind Kind { get; private set; }

    /// <summary>Null once removed or erased.</summary>
    public PayoutAccount? Account { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    public void Remove(DateTimeOffset now)
    {
        RemovedAt ??= now;
        Account = null;
    }
}

internal enum PayoutMethodKind
{
    Upi,
    BankAccount,
}

/// <summary>What identifies an account: a UPI address, or an account number with its IFSC.</summary>
internal sealed class PayoutAccount
{
    private PayoutAccount()
    {
    }

    private PayoutAccount(string holderName, string? vpa, string? accountNumber, string? ifsc)
    {
        HolderName = holderName;
        Vpa = vpa;
        AccountNumber = accountNumber;
        Ifsc = ifsc;
    }

    public string HolderName { get; private set; } = "";

    public string? Vpa { get; private set; }

    public string? AccountNumber { get; private set; }

    public string? Ifsc { get; private set; }

    /// <summary>Enough for its owner to recognise it: <c>ra•••@okaxis</c>, <c>HDFC0000053 ••••6789</c>.</summary>
    public string Masked => Mask(Vpa, AccountNumber, Ifsc);

    public static PayoutAccount Upi(string holderName, string vpa) => new(holderName, vpa.ToLowerInvariant(), null, null);

    public static PayoutAccount Bank(string holderName, string accountNumber, string ifsc) => new(holderName, null, accountNumber, ifsc.ToUpperInvariant());

    public static string Mask(string? vpa, string? accountNumber, string? ifsc) => vpa is null
        ? $"{ifsc} ••••{accountNumber![^4..]}"
        : $"{vpa[..Math.Min(2, vpa.IndexOf('@'))]}•••{vpa[vpa.IndexOf('@')..]}";
}
