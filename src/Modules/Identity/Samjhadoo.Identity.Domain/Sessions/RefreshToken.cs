using System.Security.Cryptography;

namespace Samjhadoo.Identity.Domain.Sessions;

/// <summary>One refresh token: its hash, and whether it has been used.</summary>
internal sealed class RefreshToken
{
    /// <summary>Bytes of a token.</summary>
    public const int Size = 32;

    private RefreshToken()
    {
    }

    public RefreshToken(long sessionId, byte[] value, DateTimeOffset now)
    {
        Hash = HashOf(value);
        SessionId = sessionId;
        CreatedAt = now;
    }

    public byte[] Hash { get; private set; } = [];

    public long SessionId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? SpentAt { get; private set; }

    public static byte[] HashOf(byte[] value) => SHA256.HashData(value);

    public void Spend(DateTimeOffset now) => SpentAt ??= now;
}
