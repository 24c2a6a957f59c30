using System.Security.Cryptography;

namespace Samjhadoo.Identity.Domain.Mfa;

/// <summary>A login whose password was right and whose code is still to come.</summary>
internal sealed class MfaChallenge
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int Size = 32;

    private MfaChallenge()
    {
    }

    private MfaChallenge(long userId, byte[] hash, DateTimeOffset now)
    {
        UserId = userId;
        Hash = hash;
        ExpiresAt = now + Lifetime;
    }

    public byte[] Hash { get; private set; } = [];

    public long UserId { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public static byte[] HashOf(byte[] token) => SHA256.HashData(token);

    /// <summary>A new challenge and the token its owner answers with.</summary>
    public static (MfaChallenge Challenge, byte[] Token) New(long userId, DateTimeOffset now)
    {
        var token = RandomNumberGenerator.GetBytes(Size);
        return (new MfaChallenge(userId, HashOf(token), now), token);
    }

    public bool IsOpen(DateTimeOffset now) => AnsweredAt is null && now < ExpiresAt;

    public void Answer(DateTimeOffset now) => AnsweredAt = now;
}
