namespace Samjhadoo.Shared.Contracts;

/// <summary>What every module may know of a user. Erasure is a version that blanks it, never a delete.</summary>
/// <param name="Id">The user.</param>
/// <param name="Username">Public name, unique.</param>
/// <param name="Name">Full name, or null.</param>
/// <param name="Role">USER, MENTOR or ADMIN.</param>
/// <param name="IsActive">False while suspended and after erasure.</param>
/// <param name="TimeZone">IANA zone, e.g. <c>Asia/Kolkata</c>.</param>
/// <param name="Language">BCP 47 tag: en, hi, bn, ta or te.</param>
/// <param name="Community">STUDENT, PROFESSIONAL, FARMER, WOMAN, SENIOR_CITIZEN, OTHER or NONE.</param>
/// <param name="CommunityVerified">True once an admin has seen evidence.</param>
/// <param name="CityTier">1 to 3, or null when the city is not known.</param>
/// <param name="Version">Raised by every change; an older version never overwrites a newer one.</param>
public sealed record UserSnapshot(
    long Id,
    string Username,
    string? Name,
    string Role,
    bool IsActive,
    string TimeZone,
    string Language,
    string Community,
    bool CommunityVerified,
    short? CityTier,
    long Version);

/// <summary>A user registered, changed or was erased: the full state, so that one event is enough.</summary>
[EventName("identity.user_changed.v1")]
public sealed record UserChanged(UserSnapshot User) : IIntegrationEvent;
