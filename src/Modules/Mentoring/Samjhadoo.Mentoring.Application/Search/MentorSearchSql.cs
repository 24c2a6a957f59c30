namespace Samjhadoo.Mentoring.Application.Search;

/// <summary>
/// The statement of a search: only the filters that are asked for, so that each shape has a plan that fits it. Candidates come in
/// the order wanted, and whether one is free is asked of one after the other until the page is full.
/// </summary>
internal static class MentorSearchSql
{
    private const string Question =
        """
        with terms as materialized (
            select t.word, t.query from search_terms(@q) t
        ), question as materialized (
            select string_agg('(' || t.query::text || ')', ' & ')::tsquery as query from terms t
        )
        """;

    // The offset keeps it from being worked out once for the order and once more for the answer.
    private const string Ranked =
        """
        cross join lateral (
            select round((0.7 * ts_rank('{0.1, 0.7, 0.8, 1}', l.document, (select q.query from question q)) + 0.3 * l.quality)::numeric, 6) as score offset 0
        ) r
        """;

    /// <summary>The statement.</summary>
    /// <param name="filter">What is asked for.</param>
    /// <param name="sort">A word of <see cref="MentorSort"/>.</param>
    /// <param name="goesOn">True behind a page's cursor.</param>
    public static string Of(MentorFilter filter, string sort, bool goesOn)
    {
        var hasWords = filter.Q is not null;
        var isWindow = filter.FreeFrom is not null;
        var score = hasWords ? "r.score" : "l.quality";
        var (key, direction) = sort switch
        {
            "RATING" => ("l.rating", "desc"),
            "PRICE" => ("l.hourly_rate", "asc"),
            "SESSIONS" => ("l.total_sessions", "desc"),
            _ => (score, "desc"),
        };
        var candidates =
            $"""
            select l.mentor_id, l.document, {score} as score, {key} as sort_key
            from mentor_listings l
            {(hasWords ? Ranked : "")}
            where true {Conditions(filter)} {(goesOn ? $"and ({key}, l.mentor_id) {(direction is "asc" ? ">" : "<")} (@key, @id)" : "")}
            """;
        var inOrder = $"order by sort_key {direction}, mentor_id {direction}";

        // Words find few enough to sort first; without them an index has the order already.
        var page = isWindow
            ? $"""
               select c.*, f.next_free_at
               from ({candidates} {(hasWords ? inOrder : "")}) c
               cross join lateral (
                   select min(s.starts_at) as next_free_at from free_slots(c.mentor_id, @freeFrom, @freeTo, @minutes, @now) s offset 0
               ) f
               where f.next_free_at is not null
               {inOrder}
               limit @limit
               """
            : $"{candidates} {inOrder} limit @limit";
        return
            $"""
            -- Mentoring.SearchMentors
            {(hasWords ? Question : "")}
            select p.user_id as id, coalesce(u.name, u.username) as name, p.headline, p.expertise,
                   (select json_agg(json_build_object('slug', k.slug, 'name', k.name) order by k.slug)::text
                    from mentor_skills ms
                    join skills k on k.id = ms.skill_id
                    where ms.mentor_id = p.user_id) as skills,
                   p.languages, p.hourly_rate, p.community_discount, p.is_verified, p.rating, p.rating_count, p.total_sessions,
                   {(isWindow ? "l.next_free_at" : "null::timestamptz as next_free_at")}, l.score, l.sort_key::numeric as sort_key,
                   {Found("a", "in_name", hasWords)}, {Found("b", "in_headline", hasWords)}, {Found("c", "in_expertise", hasWords)}, {Found("d", "in_bio", hasWords)}
            from ({page}) l
            join mentor_profiles p on p.user_id = l.mentor_id
            join users u on u.id = l.mentor_id
            order by l.sort_key {direction}, l.mentor_id {direction}
            """;
    }

    private static string Conditions(MentorFilter filter)
    {
        var conditions = new List<string>();
        When(filter.Q is not null, "l.document @@ (select q.query from question q)");
        When(filter.Skill is { Length: > 0 }, "l.skill_ids @> (select case when count(*) = cardinality(@skills) then array_agg(k.id) else '{-1}' end from skills k where k.slug = any (@skills))");
        When(filter.Language is { Length: > 0 }, "l.languages @> @languages");
        When(filter.MinRate is not null, "l.hourly_rate >= @minRate");
        When(filter.MaxRate is not null, "l.hourly_rate <= @maxRate");
        When(filter.MinRating is not null, "l.rating >= @minRating");
        When(filter.Verified is not null, "l.is_verified = @verified");
        When(filter.Community is not null, "l.community = @community");
        When(filter.CommunityDiscount is not null, "l.community_discount = @communityDiscount");
        When(filter.FreeFrom is not null, "(l.open_hours && @openHours or l.open_days && @openDays)");
        return string.Concat(conditions);

        void When(bool isAsked, string condition)
        {
            if (isAsked)
                conditions.Add($"\n  and {condition}");
        }
    }

    // Which words of the question stand in the part of the document with this weight.
    private static string Found(string weight, string column, bool hasWords) => hasWords
        ? $"array(select t.word from terms t where ts_filter(l.document, '{{{weight}}}') @@ t.query) as {column}"
        : $"null::text[] as {column}";
}
