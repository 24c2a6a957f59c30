namespace Samjhadoo.Shared.Infrastructure.Users;

/// <summary>
/// A row of the module's <c>users</c> table, as a target for foreign keys in its configurations:
/// <c>HasOne&lt;UserReplica&gt;().WithMany().HasForeignKey(wallet => wallet.UserId)</c>. Only the replica writes it.
/// </summary>
public sealed class UserReplica
{
    /// <summary>The user.</summary>
    public long Id { get; private set; }

    /// <summary>Public name.</summary>
    public string Username { get; private set; } = "";

    /// <summary>Full name, or null.</summary>
    public string? Name { get; private set; }

    /// <summary>USER, MENTOR or ADMIN.</summary>
    public string Role { get; private set; } = "";

    /// <summary>False while suspended and after erasure.</summary>
    public bool IsActive { get; private set; }

    /// <summary>IANA zone.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>BCP 47 tag.</summary>
    public string Language { get; private set; } = "";

    /// <summary>STUDENT, PROFESSIONAL, FARMER, WOMAN, SENIOR_CITIZEN, OTHER or NONE.</summary>
    public string Community { get; private set; } = "";

    /// <summary>True once an admin has seen evidence.</summary>
    public bool CommunityVerified { get; private set; }

    /// <summary>1 to 3, or null when the city is not known.</summary>
    public short? CityTier { get; private set; }

    /// <summary>Version of the state above.</summary>
    public long Version { get; private set; }
}
