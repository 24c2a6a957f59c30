namespace Samjhadoo.Identity.Domain.Users;

/// <summary>The languages the platform speaks.</summary>
internal static class Language
{
    public const string Default = "en";

    public static IReadOnlyList<string> All { get; } = ["en", "hi", "bn", "ta", "te"];
}
