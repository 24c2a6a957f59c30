-- The words of a text as search compares them: one case, one form of each letter, no joiners, punctuation as space. The
-- configuration 'simple' knows no language, so all of India's are treated alike.
create function mentoring.search_text(_text text) returns text language sql immutable parallel safe as
$$
    select translate(
        replace(replace(replace(
            translate(lower(normalize(_text, nfkc)), U&'\200B\200C\200D\FEFF', ''),
            'c++', 'cplusplus'), 'c#', 'csharp'), '.net', ' dotnet'),
        '.,;:/\|()[]{}<>!?"''`~@#$%^&*+=_-–—।॥₹', rpad('', 60))
$$;

-- One row for each mentor who can be found: all that search looks at, kept by triggers, made anew by list_mentors.
create table mentoring.mentor_listings (
    mentor_id          bigint primary key references mentoring.mentor_profiles (user_id) on delete cascade,
    document           tsvector      not null,
    skill_ids          bigint[]      not null,
    languages          text[]        not null,
    community          text          not null,
    community_discount boolean       not null,
    hourly_rate        numeric(10,2) not null,
    rating             numeric(3,2)  not null,
    total_sessions     integer       not null,
    is_verified        boolean       not null,
    -- What he is worth without a question: 0 to 1.
    quality            numeric(7,6)  not null,
    -- Hours of the UTC week (0 is Monday's first) and own dates in which he may be free: what the index can say before free_slots says it exactly.
    open_hours         smallint[]    not null,
    open_days          date[]        not null
);
create index ix_mentor_listings_search on mentoring.mentor_listings using gin (document, skill_ids, languages, open_hours, open_days);
create index ix_mentor_listings_quality on mentoring.mentor_listings (quality desc, mentor_id desc);
create index ix_mentor_listings_rating on mentoring.mentor_listings (rating desc, mentor_id desc);
create index ix_mentor_listings_price on mentoring.mentor_listings (hourly_rate, mentor_id);
create index ix_mentor_listings_sessions on mentoring.mentor_listings (total_sessions desc, mentor_id desc);

-- Every word of every document, to find what somebody meant by one that is in none.
create table mentoring.search_words (word text collate "C" primary key);
create index ix_search_words_similar on mentoring.search_words using gin (word extensions.gin_trgm_ops);

create function mentoring.open_hours(_mentor_id bigint) returns smallint[] language sql stable as
$$
    with offsets as materialized (
        -- Minutes east of UTC within a year, summer and winter.
        select distinct (extract(epoch from (t at time zone a.time_zone) - (t at time zone 'UTC')) / 60)::integer as minutes
        from availabilities a
        cross join generate_series(now(), now() + interval '1 year', interval '1 month') t
        where a.mentor_id = _mentor_id
    )
    select coalesce(array_agg(distinct ((h.hour % 168 + 168) % 168)::smallint), '{}')
    from availability_rules r
    cross join offsets o
    cross join lateral generate_series(
        floor(((r.day_of_week - 1) * 1440 + r.starts_minute - o.minutes) / 60.0)::integer,
        floor(((r.day_of_week - 1) * 1440 + r.ends_minute - 15 - o.minutes) / 60.0)::integer) as h (hour)
    where r.mentor_id = _mentor_id
$$;

create function mentoring.list_mentors(_mentor_ids bigint[]) returns void language sql as
$$
    with wanted as materialized (
        select p.user_id as mentor_id,
               setweight(to_tsvector('simple', search_text(coalesce(u.name, u.username))), 'A')
                   || setweight(to_tsvector('simple', search_text(p.headline)), 'B')
                   || setweight(to_tsvector('simple', search_text(coalesce(p.expertise, '') || ' ' || coalesce(s.words, ''))), 'C')
                   || setweight(to_tsvector('simple', search_text(coalesce(p.bio, ''))), 'D') as document,
               coalesce(s.ids, '{}') as skill_ids,
               p.languages,
               case when u.community_verified then u.community else 'NONE' end as community,
               p.community_discount,
               p.hourly_rate,
               coalesce(p.rating, 0) as rating,
               p.total_sessions,
               p.is_verified,
               -- Few reviews weigh little: five of 4.0 are added to everybody's.
               round(0.5 * (coalesce(p.rating, 0) * p.rating_count + 20) / (p.rating_count + 5) / 5
                   + 0.35 * least(1, ln(1.0 + p.total_sessions) / ln(501.0))
                   + 0.15 * p.is_verified::integer, 6) as quality,
               open_hours(p.user_id) as open_hours,
               (select coalesce(array_agg(distinct o.day), '{}') from availability_overrides o where o.mentor_id = p.user_id and o.ends_minute > 0) as open_days
        from mentor_profiles p
        join users u on u.id = p.user_id
        left join lateral (
            select array_agg(k.id) as ids, string_agg(k.name || ' ' || array_to_string(k.aliases, ' '), ' ') as words
            from mentor_skills ms
            join skills k on k.id = ms.skill_id
            where ms.mentor_id = p.user_id
        ) s on true
        where p.user_id = any (_mentor_ids) and p.paused_at is null and u.is_active and u.role <> 'USER'
    ), gone as (
        delete from mentor_listings l
        where l.mentor_id = any (_mentor_ids) and not exists (select from wanted w where w.mentor_id = l.mentor_id)
    ), listed as (
        insert into mentor_listings as l (
            mentor_id, document, skill_ids, languages, community, community_discount, hourly_rate, rating, total_sessions, is_verified, quality,
            open_hours, open_days)
        select * from wanted
        on conflict (mentor_id) do update
        set document = excluded.document,
            skill_ids = excluded.skill_ids,
            languages = excluded.languages,
            community = excluded.community,
            community_discount = excluded.community_discount,
            hourly_rate = excluded.hourly_rate,
            rating = excluded.rating,
            total_sessions = excluded.total_sessions,
            is_verified = excluded.is_verified,
            quality = excluded.quality,
            open_hours = excluded.open_hours,
            open_days = excluded.open_days
    )
    insert into search_words (word)
    select distinct lexeme collate "C"
    from wanted w, unnest(w.document) as words (lexeme, positions, weights)
    where length(lexeme) between 3 and 40
      and not exists (select from search_words known where known.word = lexeme collate "C")
    order by 1
    on conflict do nothing
$$;

create function mentoring.list_changed_mentors() returns trigger language plpgsql as
$$
begin
    perform list_mentors(array(
        select distinct case tg_argv[0] when 'user_id' then (to_jsonb(c) ->> 'user_id') when 'id' then (to_jsonb(c) ->> 'id') else (to_jsonb(c) ->> 'mentor_id') end::bigint
        from changed c));
    return null;
end
$$;

create function mentoring.list_mentors_of_skill() returns trigger language plpgsql as
$$
begin
    perform list_mentors(array(select distinct ms.mentor_id from mentor_skills ms join changed c on c.id = ms.skill_id));
    return null;
end
$$;

create trigger list_mentors after insert on mentoring.mentor_profiles
    referencing new table as changed for each statement execute function mentoring.list_changed_mentors('user_id');
create trigger list_mentors_again after update on mentoring.mentor_profiles
    referencing new table as changed for each statement execute function mentoring.list_changed_mentors('user_id');
create trigger list_mentors after update on mentoring.users
    referencing new table as changed for each statement execute function mentoring.list_changed_mentors('id');
create trigger list_mentors after insert on mentoring.mentor_skills
    referencing new table as changed for each statement execute function mentoring.list_changed_mentors('mentor_id');
create trigger list_mentors_again after delete on mentoring.mentor_skills
    referencing old table as changed for each statement execute function mentoring.list_changed_mentors('mentor_id');
create trigger list_mentors after update on mentoring.availabilities
    referencing new table as changed for each statement execute function mentoring.list_changed_mentors('mentor_id');
create trigger list_mentors after insert on mentoring.availability_rules
    referencing new table as changed for each statement execute function mentoring.list_changed_mentors('mentor_id');
create trigger list_mentors_again after delete on mentoring.availability_rules
    referencing old table as changed for each statement execute function mentoring.list_changed_mentors('mentor_id');
create trigger list_mentors after insert on mentoring.availability_overrides
    referencing new table as changed for each statement execute function mentoring.list_changed_mentors('mentor_id');
create trigger list_mentors_again after delete on mentoring.availability_overrides
    referencing old table as changed for each statement execute function mentoring.list_changed_mentors('mentor_id');
create trigger list_mentors after update on mentoring.skills
    referencing new table as changed for each statement execute function mentoring.list_mentors_of_skill();

-- What somebody who typed this looks for, word by word: the beginning of a word, or, where no word begins so, those most like it.
-- A word like no other has no query and asks for nothing.
create function mentoring.search_terms(_text text)
returns table (word text, alternatives text[], query tsquery)
language plpgsql stable set pg_trgm.similarity_threshold = 0.25 as
$$
begin
    return query
    with asked as (
        select t.lexeme collate "C" as word, t.positions[1] as place
        from unnest(to_tsvector('simple', search_text(_text))) as t (lexeme, positions, weights)
        where t.lexeme <> all ('{a,an,and,are,as,at,by,for,from,i,in,into,is,me,my,of,on,or,the,to,who,with,ka,ke,ki,ko,liye,mein,का,के,की,को,में,लिए,और}')
        order by 2
        limit 8
    )
    select a.word, s.alternatives,
           case
               when s.is_known then (quote_literal(a.word) || ':*')::tsquery
               else (select string_agg(quote_literal(other), ' | ') from unnest(s.alternatives) other)::tsquery
           end
    from asked a
    cross join lateral (
        select k.is_known,
               case when k.is_known then '{}' else array(
                   select w.word::text from search_words w where w.word % a.word order by similarity(w.word, a.word) desc, w.word limit 3) end as alternatives
        from (select exists (select from search_words w where w.word >= a.word and w.word < a.word || U&'\+10FFFF') as is_known) k
    ) s
    order by a.place;
end
$$;
