using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Samjhadoo.Shared.Application.Users;

namespace Samjhadoo.Shared.Infrastructure.Security;

/// <summary>Configuration section <c>Tokens</c>.</summary>
internal sealed class TokenOptions
{
    public string Issuer { get; set; } = "samjhadoo";

    public string Audience { get; set; } = "samjhadoo-api";

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);
}

/// <summary>What an access token looks like; other kinds of token never pass for one.</summary>
internal static class TokenFormat
{
    public const string Type = "at+jwt";
    public const string User = JwtRegisteredClaimNames.Sub;
    public const string Session = JwtRegisteredClaimNames.Sid;
    public const string Role = "role";
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
}

internal sealed class AccessTokens(KeyRing keys, TimeProvider time, IOptions<TokenOptions> options) : IAccessTokens
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public AccessToken Issue(long userId, long sessionId, string role)
    {
        var now = time.GetUtcNow();
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((now + options.Value.Lifetime).ToUnixTimeSeconds());
        var token = Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = TokenFormat.Type,
            Issuer = options.Value.Issuer,
            Audience = options.Value.Audience,
            IssuedAt = now.UtcDateTime,
            Expires = expiresAt.UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [TokenFormat.User] = userId.ToString(CultureInfo.InvariantCulture),
                [TokenFormat.Session] = sessionId.ToString(CultureInfo.InvariantCulture),
                [TokenFormat.Role] = role,
            },
            SigningCredentials = new SigningCredentials(keys.Active, SecurityAlgorithms.EcdsaSha256),
        });
        return new(token, expiresAt);
    }
}
