using System.Security.Cryptography;

namespace Samjhadoo.Identity.Domain.Sessions;

/// <summary>
/// A login on one device: the family of all refresh tokens that descend from it. A token's child is computed from the token
/// and a secret of the session, so two tabs that race get the same child although only hashes are kept; neither a stolen
/// token nor the stolen table alone yields one.
/// </summary>
internal sealed class Session
{
    /// <summary>However busy, a login ends after this.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Two tabs may spend the same token within this time.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private Session()
    {
    }

    public Session(long userId, string? ipAddress, string? userAgent, DateTimeOffset now)
    {
        UserId = userId;
        Secret = RandomNumberGenerator.GetBytes(RefreshToken.Size);
        IpAddress = ipAddress;
        UserAgent = userAgent;
        CreatedAt = now;
        LastUsedAt = now;
        ConfirmedAt = now;
        // Whole seconds, so that it is told the same before and after it has been saved.
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds((now + Lifetime).ToUnixTimeSeconds());
    }

    public long Id { get; private set; }

    public long UserId { get; private set; }

    public byte[] Secret { get; private set; } = [];

    public string? IpAddress { get; private set; }

    public string? UserAgent { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset LastUsedAt { get; private set; }

    /// <summary>When the person last proved who they are.</summary>
    public DateTimeOffset ConfirmedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public bool IsLive(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    public void Confirm(DateTimeOffset now) => ConfirmedAt = now;

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>The first token of the family.</summary>
    public static byte[] NewToken() => RandomNumberGenerator.GetBytes(RefreshToken.Size);

    /// <summary>
    /// Spends a token of this session: its child, new or, within the grace, the same again; null when the token was spent
    /// before, which ends the session.
    /// </summary>
    public byte[]? Spend(RefreshToken token, byte[] value, string? ipAddress, string? userAgent, DateTimeOffset now)
    {
        if (token.SpentAt is { } spentAt && now - spentAt > Grace)
        {
            Revoke(now);
            return null;
        }

        token.Spend(now);
        LastUsedAt = now;
        IpAddress = ipAddress;
        UserAgent = userAgent;
        return HMACSHA256.HashData(Secret, value);
    }
}
