namespace Samjhadoo.Identity.Domain.Users;

/// <summary>The community a person says to belong to; mentors' prices may depend on it once it is verified.</summary>
internal static class Community
{
    public const string None = "NONE";

    public static IReadOnlyList<string> All { get; } = ["STUDENT", "PROFESSIONAL", "FARMER", "WOMAN", "SENIOR_CITIZEN", "OTHER", None];
}
