using System.Collections.Frozen;

namespace Samjhadoo.Identity.Domain.Passwords;

/// <summary>
/// Passwords that attackers try first, offline: <c>breached-passwords.txt</c> beside this file, compared without regard to
/// case, with what people put around such words (digits, signs) taken off.
/// </summary>
internal static class BreachedPasswords
{
    private static readonly Lazy<FrozenSet<string>> Known = new(Load);

    public static bool Contains(string password)
    {
        var plain = password.ToLowerInvariant();
        return Known.Value.Contains(plain)
            || Known.Value.Contains(Unleet(plain))
            || (Core(plain) is { Length: >= 4 } core && (Known.Value.Contains(core) || Known.Value.Contains(Unleet(core))))
            || IsOneThingRepeated(plain)
            || IsRun(plain);
    }

    // "Password2024!" is "password" to anybody who guesses.
    private static string Core(string password) => password.Trim("0123456789!@#$%^&*()-_=+.,?/ ".ToCharArray());

    private static string Unleet(string password) => password
        .Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('4', 'a').Replace('5', 's').Replace('7', 't').Replace('@', 'a').Replace('$', 's').Replace('!', 'i');

    // "abcabcabc", "11111111"
    private static bool IsOneThingRepeated(string password)
    {
        for (var length = 1; length <= password.Length / 2; length++)
        {
            if (password.Length % length == 0 && Enumerable.Range(0, password.Length - length).All(at => password[at] == password[at + length]))
                return true;
        }

        return false;
    }

    // "abcdefghij", "987654321"
    private static bool IsRun(string password)
    {
        var step = password.Length < 2 ? 0 : password[1] - password[0];
        return step is 1 or -1 && Enumerable.Range(1, password.Length - 1).All(at => password[at] - password[at - 1] == step);
    }

    private static FrozenSet<string> Load()
    {
        var assembly = typeof(BreachedPasswords).Assembly;
        using var reader = new StreamReader(assembly.GetManifestResourceStream("breached-passwords.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
