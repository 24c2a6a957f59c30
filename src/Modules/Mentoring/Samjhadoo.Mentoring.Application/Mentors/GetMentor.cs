using Dapper;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Mentors;

internal sealed record GetMentorQuery(long Id) : IQuery<MentorResponse>;

/// <summary>A mentor's page as anybody who is logged in sees it; the id is the user's.</summary>
internal sealed record MentorResponse(
    long Id,
    string Username,
    string Name,
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
    bool TakesBookings,
    string TimeZone,
    DateTimeOffset MentorSince,
    int Version) : IVersioned;

internal sealed class GetMentorHandler(IReadDatabase database) : IQueryHandler<GetMentorQuery, MentorResponse>
{
    private const string Sql =
        """
        -- Mentoring.GetMentor
        select p.user_id as id, u.username, coalesce(u.name, u.username) as name, p.headline, p.bio, p.expertise,
               (select json_agg(json_build_object('slug', s.slug, 'name', s.name) order by s.slug)::text
                from mentor_skills ms
                join skills s on s.id = ms.skill_id
                where ms.mentor_id = p.user_id) as skills,
               p.languages, p.hourly_rate, p.community_discount, p.is_verified, p.rating, p.rating_count, p.total_sessions,
               p.paused_at is null as takes_bookings, a.time_zone, p.created_at as mentor_since, p.version
        from mentor_profiles p
        join users u on u.id = p.user_id
        join availabilities a on a.mentor_id = p.user_id
        where p.user_id = @id and u.is_active and u.role <> 'USER'
        """;

    public async Task<Result<MentorResponse>> Handle(GetMentorQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Sql, new { query.Id }, cancellationToken: cancellationToken)) is { } row
            ? row.ToResponse()
            : MentorErrors.NotFound;
    }

    // Dapper does not take an array's column for an array's parameter by itself.
    [method: ExplicitConstructor]
    private sealed record Row(
        long Id, string Username, string Name, string Headline, string? Bio, string? Expertise, string? Skills, string[] Languages, Money HourlyRate,
        bool CommunityDiscount, bool IsVerified, decimal? Rating, int RatingCount, int TotalSessions, bool TakesBookings, string TimeZone,
        DateTimeOffset MentorSince, int Version)
    {
        public MentorResponse ToResponse() => new(
            Id, Username, Name, Headline, Bio, Expertise, SkillTags.Read(Skills), Languages, HourlyRate, Money.Currency, CommunityDiscount,
            IsVerified, Rating, RatingCount, TotalSessions, TakesBookings, TimeZone, MentorSince, Version);
    }
}

/// <summary>Skills as SQL aggregates them, so that a page of mentors is one statement.</summary>
internal static class SkillTags
{
    public static IReadOnlyList<SkillTag> Read(string? json) =>
        json is null ? [] : System.Text.Json.JsonSerializer.Deserialize<List<SkillTag>>(json, StrictJson.Options)!;
}
