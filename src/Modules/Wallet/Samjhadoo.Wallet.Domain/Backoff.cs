namespace Samjhadoo.Wallet.Domain;

/// <summary>The pause before a gateway is asked again.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>10 s after the first attempt, then twice as long each time, up to an hour.</summary>
    public static TimeSpan After(int attempts)
    {
        var pause = First * Math.Pow(2, Math.Min(attempts - 1, 20));
        return pause < Longest ? pause : Longest;
    }
}
