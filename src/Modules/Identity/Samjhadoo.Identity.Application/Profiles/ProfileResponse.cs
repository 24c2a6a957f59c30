using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;

namespace Samjhadoo.Identity.Application.Profiles;

/// <summary>An account as its owner sees it.</summary>
internal sealed record ProfileResponse(
    long Id,
    string Username,
    string Email,
    string? Name,
    string? AvatarUrl,
    string Role,
    string TimeZone,
    string Language,
    string Community,
    bool CommunityVerified,
    string? City,
    bool MfaEnabled,
    DateTimeOffset CreatedAt,
    int Version) : IVersioned
{
    public static ProfileResponse Of(User user) => new(
        user.Id,
        user.Username,
        user.Email,
        user.Name,
        user.AvatarUrl,
        user.Role,
        user.TimeZone,
        user.Language,
        user.Community,
        user.CommunityVerified,
        user.City,
        user.MfaEnabled,
        user.CreatedAt,
        user.Version);
}
