namespace Samjhadoo.Shared.Contracts;

/// <summary>Somebody of the sample data.</summary>
/// <param name="Username">By which every module finds the person.</param>
/// <param name="Name">Full name.</param>
/// <param name="Role">USER, MENTOR or ADMIN.</param>
public sealed record SampleUser(string Username, string Name, string Role);

/// <summary>The people of the sample data, in which each module puts what is its own: Identity makes them, Wallet gives them money.</summary>
public static class SampleUsers
{
    /// <summary>An admin, four mentors, three mentees.</summary>
    public static IReadOnlyList<SampleUser> All { get; } =
    [
        new("kavita.admin", "Kavita Rao", "ADMIN"),
        new("raj.mentor", "Raj Malhotra", "MENTOR"),
        new("meera.mentor", "Meera Krishnan", "MENTOR"),
        new("arjun.mentor", "Arjun Banerjee", "MENTOR"),
        new("lakshmi.mentor", "Lakshmi Reddy", "MENTOR"),
        new("priya", "Priya Sharma", "USER"),
        new("imran", "Imran Sheikh", "USER"),
        new("divya", "Divya Nair", "USER"),
    ];
}
