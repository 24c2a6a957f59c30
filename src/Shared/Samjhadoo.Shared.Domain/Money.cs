using System.Globalization;

namespace Samjhadoo.Shared.Domain;

/// <summary>
/// An amount of Indian rupees in whole paise. It is never rounded silently: an amount with more than two decimals is
/// refused by <see cref="TryFrom"/>, and only <see cref="Round"/> rounds, half to even, once a line.
/// </summary>
public readonly record struct Money : IComparable<Money>, IComparable
{
    /// <summary>ISO 4217 code of the only currency.</summary>
    public const string Currency = "INR";

    private Money(decimal amount) => Amount = amount + 0.00m;

    /// <summary>Rupees, always with a scale of two decimals.</summary>
    public decimal Amount { get; }

    /// <summary>No money.</summary>
    public static Money Zero { get; } = new(0m);

    /// <summary>True when the amount is above zero.</summary>
    public bool IsPositive => Amount > 0;

    /// <summary>The amount in paise, as payment gateways send it.</summary>
    public long Paise => (long)(Amount * 100);

    /// <summary>Makes money of rupees that are known to be whole paise; anything else is a bug.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than two decimals.</exception>
    public static Money Rupees(decimal amount) =>
        TryFrom(amount, out var money) ? money : throw new ArgumentOutOfRangeException(nameof(amount), amount, "Money has at most two decimals.");

    /// <summary>Makes money of paise.</summary>
    public static Money FromPaise(long paise) => new(paise / 100m);

    /// <summary>Makes money of an amount that came from outside; false when it has more than two decimals.</summary>
    public static bool TryFrom(decimal amount, out Money money)
    {
        var whole = decimal.Round(amount, 2) == amount;
        money = whole ? new Money(decimal.Round(amount, 2)) : Zero;
        return whole;
    }

    /// <summary>Rounds half to even to whole paise: a price is rounded once a line, here and nowhere else.</summary>
    public static Money Round(decimal amount) => new(decimal.Round(amount, 2, MidpointRounding.ToEven));

    /// <inheritdoc />
    public int CompareTo(Money other) => Amount.CompareTo(other.Amount);

    // Validators compare by this one.
    int IComparable.CompareTo(object? obj) => obj is Money other ? CompareTo(other) : 1;

    /// <summary>Sum.</summary>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount);

    /// <summary>Difference.</summary>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.Amount);

    /// <summary>The other sign.</summary>
    public static Money operator -(Money money) => new(-money.Amount);

    /// <summary>Less than.</summary>
    public static bool operator <(Money left, Money right) => left.Amount < right.Amount;

    /// <summary>More than.</summary>
    public static bool operator >(Money left, Money right) => left.Amount > right.Amount;

    /// <summary>At most.</summary>
    public static bool operator <=(Money left, Money right) => left.Amount <= right.Amount;

    /// <summary>At least.</summary>
    public static bool operator >=(Money left, Money right) => left.Amount >= right.Amount;

    /// <summary>Rupees with two decimals, e.g. <c>1000.00</c>.</summary>
    public override string ToString() => Amount.ToString("0.00", CultureInfo.InvariantCulture);
}
