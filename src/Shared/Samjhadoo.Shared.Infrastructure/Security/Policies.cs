namespace Samjhadoo.Shared.Infrastructure.Security;

/// <summary>Names of the authorisation policies. Every route states one of them, or <c>AllowAnonymous</c>.</summary>
public static class Policies
{
    /// <summary>Anybody who is logged in.</summary>
    public const string Authenticated = "authenticated";

    /// <summary>Mentors, verified or not, and admins.</summary>
    public const string Mentor = "mentor";

    /// <summary>Admins.</summary>
    public const string Admin = "admin";
}
