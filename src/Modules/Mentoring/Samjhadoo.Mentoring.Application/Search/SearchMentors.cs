using Dapper;
using FluentValidation;
using Samjhadoo.Mentoring.Application.Mentors;
using Samjhadoo.Mentoring.Application.Schedules;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Search;

/// <summary>Mentors who take bookings, by any combination of words and filters, in any order.</summary>
internal sealed record SearchMentorsQuery(MentorFilter Filter, PageRequest Page) : IQuery<Page<MentorMatch>>;

/// <summary>What a mentor is looked for by; bind it with <c>[AsParameters]</c>.</summary>
/// <param name="Q">Words of any language; typing errors are forgiven.</param>
/// <param name="Skill">Slugs; he has all of them.</param>
/// <param name="Language">Tags; he talks in all of them.</param>
/// <param name="MinRate">Rupees an hour at least.</param>
/// <param name="MaxRate">Rupees an hour at most.</param>
/// <param name="MinRating">1 to 5.</param>
/// <param name="Verified">Only those an admin has verified, or only the others.</param>
/// <param name="Community">A verified member of this community.</param>
/// <param name="CommunityDiscount">Gives community discounts, or gives none.</param>
/// <param name="FreeFrom">Has a free session that starts here at the earliest.</param>
/// <param name="FreeTo">… and ends here at the latest; at most a week later.</param>
/// <param name="Minutes">Length of that session, 30 when not said.</param>
/// <param name="Sort">RELEVANCE (when not said), RATING, PRICE (lowest first) or SESSIONS (most first).</param>
internal sealed record MentorFilter(
    string? Q = null,
    string[]? Skill = null,
    string[]? Language = null,
    decimal? MinRate = null,
    decimal? MaxRate = null,
    decimal? MinRating = null,
    bool? Verified = null,
    string? Community = null,
    bool? CommunityDiscount = null,
    DateTimeOffset? FreeFrom = null,
    DateTimeOffset? FreeTo = null,
    int? Minutes = null,
    string? Sort = null);

/// <summary>A mentor as a list shows him.</summary>
/// <param name="Id">The mentor, as everywhere: the user.</param>
/// <param name="NextFreeAt">First free session in the window that was asked for, else null.</param>
/// <param name="Score">0 to 1; what RELEVANCE sorts by.</param>
/// <param name="Reasons">Why he stands where he does, strongest first.</param>
internal sealed record MentorMatch(
    long Id,
    string Name,
    string Headline,
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
    DateTimeOffset? NextFreeAt,
    decimal Score,
    IReadOnlyList<RankReason> Reasons);

/// <summary>A reason for a rank.</summary>
/// <param name="Code">What counted.</param>
/// <param name="Words">The words of the question that were found there, as they stand there; else empty.</param>
internal sealed record RankReason(RankReasonCode Code, IReadOnlyList<string> Words);

internal enum RankReasonCode
{
    Name,
    Headline,
    Expertise,
    Bio,

    /// <summary>An admin has verified him.</summary>
    Verified,

    /// <summary>4.5 or more from at least five reviews.</summary>
    HighlyRated,

    /// <summary>50 sessions or more.</summary>
    Experienced,

    /// <summary>Free in the window that was asked for.</summary>
    Free,
}

internal enum MentorSort
{
    Relevance,
    Rating,
    Price,
    Sessions,
}

internal sealed class SearchMentorsValidator : AbstractValidator<SearchMentorsQuery>
{
    private static readonly string[] Communities = ["STUDENT", "PROFESSIONAL", "FARMER", "WOMAN", "SENIOR_CITIZEN", "OTHER"];
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(7);
    private static readonly DateTimeOffset Earliest = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public SearchMentorsValidator()
    {
        RuleFor(query => query.Filter.Q).Length(1, 200).When(query => query.Filter.Q is not null).OverridePropertyName("q");
        RuleFor(query => query.Filter.Skill!).Skills().When(query => query.Filter.Skill is not null).OverridePropertyName("skill");
        RuleFor(query => query.Filter.Language!).Languages().When(query => query.Filter.Language is { Length: > 0 }).OverridePropertyName("language");
        RuleFor(query => query.Filter.MinRate).InclusiveBetween(0, 100_000_000).OverridePropertyName("minRate");
        RuleFor(query => query.Filter.MaxRate).InclusiveBetween(0, 100_000_000).OverridePropertyName("maxRate");
        RuleFor(query => query.Filter.MinRating).InclusiveBetween(1, 5).OverridePropertyName("minRating");
        RuleFor(query => query.Filter.Community).OneOf(Communities).OverridePropertyName("community");
        RuleFor(query => query.Filter.FreeFrom).InclusiveBetween(Earliest, Latest).OverridePropertyName("freeFrom");
        RuleFor(query => query.Filter.FreeFrom).NotNull().When(query => query.Filter.FreeTo is not null).OverridePropertyName("freeFrom");
        RuleFor(query => query.Filter.FreeTo).NotNull().When(query => query.Filter.FreeFrom is not null).OverridePropertyName("freeTo");
        RuleFor(query => query.Filter.FreeTo)
            .Must((query, to) => to is not { } end || query.Filter.FreeFrom is not { } from || (from < end && end - from <= LongestWindow))
            .WithErrorCode("bad_window").WithMessage("must be after its start and at most a week later")
            .OverridePropertyName("freeTo");
        RuleFor(query => query.Filter.Minutes).SessionLength().OverridePropertyName("minutes");
        RuleFor(query => query.Filter.Sort).OneOf([.. Words.All(typeof(MentorSort))]).OverridePropertyName("sort");
    }
}

internal sealed class SearchMentorsHandler(IReadDatabase database, TimeProvider time) : IQueryHandler<SearchMentorsQuery, Page<MentorMatch>>
{
    private const int Usual = 30;

    public async Task<Result<Page<MentorMatch>>> Handle(SearchMentorsQuery query, CancellationToken cancellationToken)
    {
        var filter = query.Filter;
        var sort = filter.Sort ?? Words.Of(MentorSort.Relevance);
        if (!Cursor.TryDecode<MentorCursor>(query.Page.Cursor, out var after) || (after is not null && after.Sort != sort))
            return RequestErrors.BadCursor;

        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            MentorSearchSql.Of(filter, sort, after is not null),
            new
            {
                filter.Q,
                Skills = filter.Skill?.Distinct().ToArray(),
                Languages = filter.Language,
                filter.MinRate,
                filter.MaxRate,
                filter.MinRating,
                filter.Verified,
                filter.Community,
                filter.CommunityDiscount,
                filter.FreeFrom,
                filter.FreeTo,
                Minutes = filter.Minutes ?? Usual,
                OpenHours = filter.FreeFrom is { } from && filter.FreeTo is { } to ? HoursOfWeek(from, to) : null,
                OpenDays = filter.FreeFrom is { } first && filter.FreeTo is { } last ? DaysAround(first, last) : null,
                Now = time.GetUtcNow(),
                after?.Key,
                after?.Id,
                Limit = query.Page.Size + 1,
            },
            cancellationToken: cancellationToken))).AsList();
        var size = query.Page.Size;
        var next = rows.Count > size ? Cursor.Encode(new MentorCursor(sort, rows[size - 1].SortKey, rows[size - 1].Id)) : null;
        return new Page<MentorMatch>([.. rows.Take(size).Select(row => row.ToMatch())], next);
    }

    /// <summary>The hours of the UTC week that a window touches, 0 being Monday's first.</summary>
    private static short[] HoursOfWeek(DateTimeOffset from, DateTimeOffset to)
    {
        var hour = new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero).AddHours(from.UtcDateTime.Hour);
        var hours = new List<short>();
        for (; hour < to && hours.Count < 168; hour = hour.AddHours(1))
            hours.Add((short)(((((int)hour.DayOfWeek + 6) % 7) * 24) + hour.Hour));
        return [.. hours];
    }

    /// <summary>The dates that are anywhere on earth in a window.</summary>
    private static DateOnly[] DaysAround(DateTimeOffset from, DateTimeOffset to)
    {
        var first = DateOnly.FromDateTime(from.UtcDateTime).AddDays(-1);
        return [.. Enumerable.Range(0, DateOnly.FromDateTime(to.UtcDateTime).DayNumber - first.DayNumber + 2).Select(first.AddDays)];
    }

    private sealed record MentorCursor(string Sort, decimal Key, long Id);

    // Dapper does not take an array's column for an array's parameter by itself.
    [method: ExplicitConstructor]
    private sealed record Row(
        long Id, string Name, string Headline, string? Expertise, string? Skills, string[] Languages, Money HourlyRate, bool CommunityDiscount,
        bool IsVerified, decimal? Rating, int RatingCount, int TotalSessions, DateTimeOffset? NextFreeAt, decimal Score, decimal SortKey,
        string[]? InName, string[]? InHeadline, string[]? InExpertise, string[]? InBio)
    {
        public MentorMatch ToMatch() => new(
            Id, Name, Headline, Expertise, SkillTags.Read(Skills), Languages, HourlyRate, Money.Currency, CommunityDiscount, IsVerified,
            Rating, RatingCount, TotalSessions, NextFreeAt, Score, [.. Reasons()]);

        private IEnumerable<RankReason> Reasons()
        {
            if (InName is { Length: > 0 })
                yield return new(RankReasonCode.Name, InName);
            if (InHeadline is { Length: > 0 })
                yield return new(RankReasonCode.Headline, InHeadline);
            if (InExpertise is { Length: > 0 })
                yield return new(RankReasonCode.Expertise, InExpertise);
            if (InBio is { Length: > 0 })
                yield return new(RankReasonCode.Bio, InBio);
            if (NextFreeAt is not null)
                yield return new(RankReasonCode.Free, []);
            if (Rating >= 4.5m && RatingCount >= 5)
                yield return new(RankReasonCode.HighlyRated, []);
            if (TotalSessions >= 50)
                yield return new(RankReasonCode.Experienced, []);
            if (IsVerified)
                yield return new(RankReasonCode.Verified, []);
        }
    }
}
