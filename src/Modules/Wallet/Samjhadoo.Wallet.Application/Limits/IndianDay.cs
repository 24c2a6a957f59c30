namespace Samjhadoo.Wallet.Application.Limits;

/// <summary>The day by which limits count.</summary>
internal static class IndianDay
{
    private static readonly TimeSpan Offset = new(5, 30, 0);

    /// <summary>When the day of this instant began.</summary>
    public static DateTimeOffset StartOf(DateTimeOffset now) => new DateTimeOffset(now.ToOffset(Offset).Date, Offset).ToUniversalTime();
}
