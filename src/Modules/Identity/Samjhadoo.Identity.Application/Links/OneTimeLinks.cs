using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Samjhadoo.Identity.Domain.Secrets;
using Samjhadoo.Identity.Domain.Users;

namespace Samjhadoo.Identity.Application.Links;

/// <summary>
/// Tokens that prove one thing for a while: encrypted user, time and stamp of the password, so no table holds them and
/// all of a user's die together when the password changes.
/// </summary>
internal sealed class OneTimeLinks(ISecretBox secrets, TimeProvider time)
{
    private const int Size = sizeof(long) + sizeof(long) + User.StampSize;

    public string Make(LinkPurpose purpose, User user) => Make(purpose, user.Id, user.Stamp);

    public string Make(LinkPurpose purpose, long userId, byte[] stamp)
    {
        Span<byte> content = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(content, userId);
        BinaryPrimitives.WriteInt64BigEndian(content[sizeof(long)..], (time.GetUtcNow() + LifetimeOf(purpose)).ToUnixTimeSeconds());
        stamp.CopyTo(content[(2 * sizeof(long))..]);
        return Base64Url.EncodeToString(secrets.Seal(content, PurposeOf(purpose)));
    }

    /// <summary>What the token says, or null when it is not ours, for something else, or too old.</summary>
    public OneTimeLink? Read(LinkPurpose purpose, string token)
    {
        if (token.Length > 200 || !Base64Url.IsValid(token))
            return null;
        byte[] content;
        try
        {
            content = secrets.Open(Base64Url.DecodeFromChars(token), PurposeOf(purpose));
        }
        catch (CryptographicException)
        {
            return null;
        }

        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(sizeof(long))));
        return time.GetUtcNow() < expiresAt
            ? new OneTimeLink(BinaryPrimitives.ReadInt64BigEndian(content), content[(2 * sizeof(long))..])
            : null;
    }

    private static TimeSpan LifetimeOf(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.VerifyEmail => TimeSpan.FromHours(24),
        LinkPurpose.ResetPassword => TimeSpan.FromHours(1),
        _ => TimeSpan.FromMinutes(5),
    };

    private static string PurposeOf(LinkPurpose purpose) => $"link {purpose}";
}

internal enum LinkPurpose
{
    VerifyEmail,
    ResetPassword,

    /// <summary>The password was right; a code is still to come.</summary>
    SecondFactor,
}

/// <summary>What a token says.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="Stamp">The stamp of the password then.</param>
internal sealed record OneTimeLink(long UserId, byte[] Stamp)
{
    /// <summary>True while the user's password is the one of then.</summary>
    public bool IsOf(User user) => CryptographicOperations.FixedTimeEquals(Stamp, user.Stamp);
}
