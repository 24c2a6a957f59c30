using System.Security.Cryptography;
using System.Text;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Domain.Users;

/// <summary>
/// A person's account. User name and e-mail address are kept in lower case, so that unique means unique whatever the case.
/// It exists for others only once its address is verified.
/// </summary>
internal sealed class User : AggregateRoot
{
    public const int UsernameLength = 50;
    public const int EmailLength = 100;
    public const int NameLength = 100;
    public const int StampSize = 16;
    public const string DefaultTimeZone = "Asia/Kolkata";

    private User()
    {
    }

    private User(string username, string email, string passwordHash, string? name, string role, string language, string? consentVersion, DateTimeOffset now)
    {
        Username = Normalise(username);
        Email = Normalise(email);
        PasswordHash = passwordHash;
        Name = string.IsNullOrWhiteSpace(name) ? null : name.Trim();
        Role = role;
        Language = language;
        ConsentVersion = consentVersion;
        CreatedAt = now;
    }

    public string Username { get; private set; } = "";

    public string Email { get; private set; } = "";

    public string PasswordHash { get; private set; } = "";

    public string? Name { get; private set; }

    /// <summary>One of <see cref="UserRole"/>.</summary>
    public string Role { get; private set; } = UserRole.User;

    /// <summary>False while suspended and after erasure.</summary>
    public bool IsActive { get; private set; } = true;

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? UpdatedAt { get; private set; }

    public DateTimeOffset? EmailVerifiedAt { get; private set; }

    /// <summary>The version of the text a person agreed to by registering, at <see cref="CreatedAt"/>; null where an operator made the account.</summary>
    public string? ConsentVersion { get; private set; }

    public string TimeZone { get; private set; } = DefaultTimeZone;

    public string Language { get; private set; } = Users.Language.Default;

    public string Community { get; private set; } = Users.Community.None;

    public bool CommunityVerified { get; private set; }

    public string? City { get; private set; }

    public short? CityTier { get; private set; }

    public string? AvatarUrl { get; private set; }

    /// <summary>True while a login also needs a code.</summary>
    public bool MfaEnabled { get; private set; }

    public DateTimeOffset? SuspendedAt { get; private set; }

    public string? SuspensionReason { get; private set; }

    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>Verified, not suspended, not erased.</summary>
    public bool MayLogIn => IsActive && EmailVerifiedAt is not null;

    /// <summary>Changes with the password: links and challenges that carry it die when the password changes.</summary>
    public byte[] Stamp => SHA256.HashData(Encoding.UTF8.GetBytes(PasswordHash))[..StampSize];

    /// <summary>How user names and addresses are kept and compared.</summary>
    public static string Normalise(string login) => login.Trim().ToLowerInvariant();

    public static User Register(
        string username, string email, string passwordHash, string? name, string role, string language, DateTimeOffset now, string? consentVersion = null) =>
        new(username, email, passwordHash, name, role, language, consentVersion, now);

    public void VerifyEmail(DateTimeOffset now)
    {
        EmailVerifiedAt = now;
        Changed(now);
    }

    public void ChangePassword(string passwordHash, DateTimeOffset now)
    {
        PasswordHash = passwordHash;
        UpdatedAt = now;
    }

    /// <summary>The same password under a costlier hash: nothing a client could see.</summary>
    public void Rehash(string passwordHash) => PasswordHash = passwordHash;

    public void EditProfile(string? name, string? avatarUrl, string timeZone, string language, string community, string? city, short? cityTier, DateTimeOffset now)
    {
        // Evidence was given for one community, not for the next.
        if (community != Community)
            CommunityVerified = false;
        Name = name;
        AvatarUrl = avatarUrl;
        TimeZone = timeZone;
        Language = language;
        Community = community;
        City = city;
        CityTier = cityTier;
        Changed(now);
    }

    public void VerifyCommunity(DateTimeOffset now)
    {
        CommunityVerified = Community != Users.Community.None;
        Changed(now);
    }

    public void ChangeRole(string role, DateTimeOffset now)
    {
        Role = role;
        Changed(now);
    }

    public void Suspend(string reason, DateTimeOffset now)
    {
        IsActive = false;
        SuspendedAt = now;
        SuspensionReason = reason;
        Changed(now);
    }

    public void Reactivate(DateTimeOffset now)
    {
        IsActive = true;
        SuspendedAt = null;
        SuspensionReason = null;
        Changed(now);
    }

    public void EnableMfa(DateTimeOffset now)
    {
        MfaEnabled = true;
        UpdatedAt = now;
    }

    public void DisableMfa(DateTimeOffset now)
    {
        MfaEnabled = false;
        UpdatedAt = now;
    }

    /// <summary>Leaves a row that names nobody and that nobody can log in to; what other modules refer to stays.</summary>
    public void Erase(DateTimeOffset now)
    {
        Username = $"erased-{Id}";
        Email = $"erased-{Id}@erased.invalid";
        PasswordHash = "!";
        Name = null;
        AvatarUrl = null;
        City = null;
        CityTier = null;
        TimeZone = DefaultTimeZone;
        Language = Users.Language.Default;
        Community = Users.Community.None;
        CommunityVerified = false;
        MfaEnabled = false;
        SuspensionReason = null;
        IsActive = false;
        ErasedAt = now;
        Changed(now);
    }

    private void Changed(DateTimeOffset now)
    {
        UpdatedAt = now;
        RaiseVersion();
    }
}
