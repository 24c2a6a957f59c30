namespace Samjhadoo.Shared.Domain;

/// <summary>What a person is on the platform; the words of <c>users.role</c>.</summary>
public static class UserRole
{
    /// <summary>A mentee.</summary>
    public const string User = "USER";

    /// <summary>A mentor, verified or not.</summary>
    public const string Mentor = "MENTOR";

    /// <summary>Runs the platform; never by self-registration.</summary>
    public const string Admin = "ADMIN";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [User, Mentor, Admin];
}
