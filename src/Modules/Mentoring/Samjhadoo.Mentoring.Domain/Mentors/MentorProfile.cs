using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Mentors;

/// <summary>
/// A mentor as mentees see him. Everywhere outside this table a mentor is named by the user's id. Rating and counters are
/// computed from reviews and bookings and written by SQL alone.
/// </summary>
internal sealed class MentorProfile : AggregateRoot
{
    public const int HeadlineLength = 120;
    public const int BioLength = 4_000;
    public const int ExpertiseLength = 255;
    public const int MaxSkills = 15;
    public const int MaxLanguages = 8;

    private readonly List<MentorSkill> _skills = [];

    private MentorProfile()
    {
    }

    private MentorProfile(long userId, MentorDetails details, DateTimeOffset now)
    {
        UserId = userId;
        CreatedAt = now;
        Describe(details);
    }

    public long UserId { get; private set; }

    public string Headline { get; private set; } = "";

    public string? Bio { get; private set; }

    public string? Expertise { get; private set; }

    public Money HourlyRate { get; private set; }

    /// <summary>Tags of the languages he talks in.</summary>
    public List<string> Languages { get; private set; } = [];

    /// <summary>True while mentees of a verified community pay less for him.</summary>
    public bool CommunityDiscount { get; private set; } = true;

    /// <summary>An admin has seen evidence.</summary>
    public bool IsVerified { get; private set; }

    /// <summary>Set while he takes no new bookings and is not found.</summary>
    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>When Identity made the user a mentor; null until the grant has been asked for with success.</summary>
    public DateTimeOffset? RoleGrantedAt { get; private set; }

    /// <summary>Mean of the visible reviews, null without any.</summary>
    public decimal? Rating { get; private set; }

    public int RatingCount { get; private set; }

    public int TotalSessions { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? UpdatedAt { get; private set; }

    public IReadOnlyList<MentorSkill> Skills => _skills;

    public static MentorProfile Open(long userId, MentorDetails details, DateTimeOffset now) => new(userId, details, now);

    public void Edit(MentorDetails details, DateTimeOffset now)
    {
        Describe(details);
        Changed(now);
    }

    public void RoleGranted(DateTimeOffset now) => RoleGrantedAt ??= now;

    public void Pause(DateTimeOffset now)
    {
        if (PausedAt is not null)
            return;
        PausedAt = now;
        Changed(now);
    }

    public void Resume(DateTimeOffset now)
    {
        if (PausedAt is null)
            return;
        PausedAt = null;
        Changed(now);
    }

    public void SetVerified(bool isVerified, DateTimeOffset now)
    {
        if (IsVerified == isVerified)
            return;
        IsVerified = isVerified;
        Changed(now);
    }

    private void Describe(MentorDetails details)
    {
        Headline = details.Headline.Trim();
        Bio = TextOrNull(details.Bio);
        Expertise = TextOrNull(details.Expertise);
        HourlyRate = details.HourlyRate;
        Languages = [.. details.Languages.Distinct()];
        CommunityDiscount = details.CommunityDiscount;

        var wanted = details.SkillIds.Distinct().ToList();
        _skills.RemoveAll(skill => !wanted.Contains(skill.SkillId));
        _skills.AddRange(wanted.Where(id => _skills.TrueForAll(skill => skill.SkillId != id)).Select(id => new MentorSkill(id)));
    }

    private void Changed(DateTimeOffset now)
    {
        UpdatedAt = now;
        RaiseVersion();
    }

    private static string? TextOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A skill of the taxonomy that a mentor has.</summary>
internal sealed record MentorSkill(long SkillId);

/// <summary>What a mentor says of himself.</summary>
internal sealed record MentorDetails(
    string Headline, string? Bio, string? Expertise, Money HourlyRate, IReadOnlyList<string> Languages, IReadOnlyList<long> SkillIds, bool CommunityDiscount);
