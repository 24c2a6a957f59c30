using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;

namespace Samjhadoo.Identity.Application.Administration;

internal enum AccountStatus
{
    Active,
    Suspended,
    Erased,
}

/// <summary>An account as an admin sees it.</summary>
internal sealed record AdminUserResponse(
    long Id,
    string Username,
    string Email,
    string? Name,
    string Role,
    AccountStatus Status,
    string Language,
    string TimeZone,
    string Community,
    bool CommunityVerified,
    string? City,
    bool MfaEnabled,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SuspendedAt,
    string? SuspensionReason,
    DateTimeOffset? ErasedAt,
    int Version) : IVersioned
{
    public static AdminUserResponse Of(User user) => new(
        user.Id,
        user.Username,
        user.Email,
        user.Name,
        user.Role,
        user.ErasedAt is not null ? AccountStatus.Erased : user.IsActive ? AccountStatus.Active : AccountStatus.Suspended,
        user.Language,
        user.TimeZone,
        user.Community,
        user.CommunityVerified,
        user.City,
        user.MfaEnabled,
        user.CreatedAt,
        user.SuspendedAt,
        user.SuspensionReason,
        user.ErasedAt,
        user.Version);
}
