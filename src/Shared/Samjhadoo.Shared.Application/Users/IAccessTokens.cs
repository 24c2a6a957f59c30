namespace Samjhadoo.Shared.Application.Users;

/// <summary>Signs access tokens. Only Identity asks for one, after it has decided that the caller may have it.</summary>
public interface IAccessTokens
{
    /// <summary>A token that carries the user, the login and the role, and nothing else.</summary>
    AccessToken Issue(long userId, long sessionId, string role);
}

/// <summary>A signed access token.</summary>
/// <param name="Value">The compact JWT.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record AccessToken(string Value, DateTimeOffset ExpiresAt);
