using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Samjhadoo.Benchmarks;

/// <summary>The baseline's mentors: the SQL that the host sends, and nothing around it.</summary>
internal static class BareMentors
{
    private const string PageSql =
        """
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

    private const string SearchSql =
        """
        with terms as materialized (
            select t.word, t.query from search_terms(@q) t
        ), question as materialized (
            select string_agg('(' || t.query::text || ')', ' & ')::tsquery as query from terms t
        )
        select p.user_id as id, coalesce(u.name, u.username) as name, p.headline, p.expertise,
               (select json_agg(json_build_object('slug', k.slug, 'name', k.name) order by k.slug)::text
                from mentor_skills ms
                join skills k on k.id = ms.skill_id
                where ms.mentor_id = p.user_id) as skills,
               p.languages, p.hourly_rate, p.community_discount, p.is_verified, p.rating, p.rating_count, p.total_sessions,
               null::timestamptz as next_free_at, l.score, l.sort_key::numeric as sort_key,
               array(select t.word from terms t where ts_filter(l.document, '{a}') @@ t.query) as in_name,
               array(select t.word from terms t where ts_filter(l.document, '{b}') @@ t.query) as in_headline,
               array(select t.word from terms t where ts_filter(l.document, '{c}') @@ t.query) as in_expertise,
               array(select t.word from terms t where ts_filter(l.document, '{d}') @@ t.query) as in_bio
        from (
            select l.mentor_id, l.document, r.score as score, r.score as sort_key
            from mentor_listings l
            cross join lateral (
                select round((0.7 * ts_rank('{0.1, 0.7, 0.8, 1}', l.document, (select q.query from question q)) + 0.3 * l.quality)::numeric, 6) as score offset 0
            ) r
            where true
              and l.document @@ (select q.query from question q)
              and l.languages @> @languages
              and l.hourly_rate <= @maxRate
              and l.rating >= @minRating
            order by sort_key desc, mentor_id desc
            limit 21
        ) l
        join mentor_profiles p on p.user_id = l.mentor_id
        join users u on u.id = l.mentor_id
        order by l.sort_key desc, l.mentor_id desc
        """;

    private const string SlotsSql =
        """
        select z.time_zone, s.starts_at, s.starts_at at time zone z.time_zone as local
        from (
            select @timeZone as time_zone
            from mentor_profiles p
            join users u on u.id = p.user_id
            where p.user_id = @id and u.is_active and u.role <> 'USER'
        ) z
        left join lateral free_slots(
            @id, @from::timestamp at time zone z.time_zone, (@to::date + 1)::timestamp at time zone z.time_zone + @minutes * interval '1 minute', @minutes, now()) s
            on (s.starts_at at time zone z.time_zone)::date <= @to::date
        order by s.starts_at
        """;

    public static void Map(WebApplication app, string connectionString)
    {
        var database = NpgsqlDataSource.Create(connectionString);
        app.MapGet("/api/v1/mentors", async (string q, string language, decimal maxRate, decimal minRating) =>
        {
            await using var connection = await database.OpenConnectionAsync();
            var rows = (await connection.QueryAsync<Found>(SearchSql, new { q, languages = new[] { language }, maxRate, minRating })).AsList();
            return new { items = rows.Take(20), nextCursor = rows.Count > 20 ? $"{rows[19].SortKey}:{rows[19].Id}" : null };
        }).RequireAuthorization();
        app.MapGet("/api/v1/mentors/{id:long}", async (long id) =>
        {
            await using var connection = await database.OpenConnectionAsync();
            return await connection.QuerySingleOrDefaultAsync<Page>(PageSql, new { id });
        }).RequireAuthorization();
        app.MapGet("/api/v1/mentors/{id:long}/slots", async (long id, DateOnly from, DateOnly to, int minutes, string timeZone) =>
        {
            await using var connection = await database.OpenConnectionAsync();
            var rows = await connection.QueryAsync<Free>(
                SlotsSql, new { id, from = from.ToDateTime(TimeOnly.MinValue), to = to.ToDateTime(TimeOnly.MinValue), minutes, timeZone });
            return rows.Where(row => row.StartsAt is not null).GroupBy(row => row.Local!.Value.Date);
        }).RequireAuthorization();
    }

    private record Found
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";

        public string Headline { get; init; } = "";

        public string? Expertise { get; init; }

        public string? Skills { get; init; }

        public string[] Languages { get; init; } = [];

        public decimal HourlyRate { get; init; }

        public bool CommunityDiscount { get; init; }

        public bool IsVerified { get; init; }

        public decimal? Rating { get; init; }

        public int RatingCount { get; init; }

        public int TotalSessions { get; init; }

        public decimal Score { get; init; }

        public decimal SortKey { get; init; }

        public string[] InName { get; init; } = [];

        public string[] InHeadline { get; init; } = [];

        public string[] InExpertise { get; init; } = [];

        public string[] InBio { get; init; } = [];
    }

    private sealed record Page : Found
    {
        public string Username { get; init; } = "";

        public string? Bio { get; init; }

        public bool TakesBookings { get; init; }

        public string TimeZone { get; init; } = "";

        public DateTime MentorSince { get; init; }

        public int Version { get; init; }
    }

    private sealed record Free
    {
        public DateTime? StartsAt { get; init; }

        public DateTime? Local { get; init; }
    }
}
