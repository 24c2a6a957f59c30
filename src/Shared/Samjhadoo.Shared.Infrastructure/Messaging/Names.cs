using System.Text.RegularExpressions;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

internal static partial class Names
{
    /// <summary>OpenWallet → open_wallet.</summary>
    public static string SnakeCase(string name) => Humps().Replace(name, "_").ToLowerInvariant();

    public static bool IsEventName(string name) => EventName().IsMatch(name);

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Humps();

    [GeneratedRegex(@"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+\.v[1-9][0-9]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EventName();
}
