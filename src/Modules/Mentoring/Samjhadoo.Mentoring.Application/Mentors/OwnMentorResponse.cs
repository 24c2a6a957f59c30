using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Mentors;

/// <summary>A mentor's profile as he and admins see it; the id is the user's.</summary>
internal sealed record OwnMentorResponse(
    long Id,
    string Headline,
    string? Bio,
    string? Expertise,
    IReadOnlyList<SkillTag> Skills,
    IReadOnlyList<string> Languages,
    Money HourlyRate,
    string Currency,
    bool CommunityDiscount,
    bool IsVerified,
    decimal? Rating,
    int RatingCount,
    int TotalSessions,
    bool IsPaused,
    DateTimeOffset? PausedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? UpdatedAt,
    int Version) : IVersioned
{
    public static OwnMentorResponse Of(MentorProfile profile, IEnumerable<Skill> skills) => new(
        profile.UserId,
        profile.Headline,
        profile.Bio,
        profile.Expertise,
        [.. skills.Select(skill => new SkillTag(skill.Slug, skill.Name)).OrderBy(skill => skill.Slug, StringComparer.Ordinal)],
        profile.Languages,
        profile.HourlyRate,
        Money.Currency,
        profile.CommunityDiscount,
        profile.IsVerified,
        profile.Rating,
        profile.RatingCount,
        profile.TotalSessions,
        profile.PausedAt is not null,
        profile.PausedAt,
        profile.CreatedAt,
        profile.UpdatedAt,
        profile.Version);
}

/// <summary>A skill as profiles show it.</summary>
internal sealed record SkillTag(string Slug, string Name);
