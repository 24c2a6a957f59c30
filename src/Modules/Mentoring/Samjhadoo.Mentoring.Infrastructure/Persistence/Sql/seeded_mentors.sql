-- Made-up mentors for benchmarks and lists at size: the same for the same id, spread over skills, languages, prices and hours.
with lists as materialized (
    select '{Aarav,Vihaan,Aditya,Sai,Arnav,Kabir,Ishaan,Rohan,Ananya,Diya,Saanvi,Aadhya,Kiara,Myra,Zara,Fatima,Harleen,Lakshmi,Meenakshi,Sourav,Debashish,Nandini,Pooja,Rahul,Sneha,Tanvi,Uday,Varun,Yash,Zoya}'::text[] as first_names,
           '{Sharma,Verma,Gupta,Iyer,Nair,Menon,Reddy,Rao,Patel,Shah,Khan,Ansari,Singh,Gill,Das,Ghosh,Mukherjee,Joshi,Kulkarni,Patil,Gowda,Hegde,Pillai,Naidu,Mishra,Tripathi,Yadav,Chauhan,Bora,Mohanty}'::text[] as last_names,
           '{Senior,Principal,Freelance,Retired,Award-winning,Patient,Certified,Self-taught,Practical,Remote}'::text[] as kinds,
           '{engineer,teacher,consultant,coach,founder,analyst,designer,farmer,architect,trainer,writer,researcher}'::text[] as roles,
           '{banking,healthcare,railways,schools,logistics,agriculture,gaming,insurance,retail,telecom,start-ups,government,energy,media,travel}'::text[] as fields,
           '{"ten years of","hands-on","weekend","one-to-one","exam-focused","beginner-friendly"}'::text[] as styles,
           '{"मैं सरल भाषा में समझाता हूँ","I explain with examples from daily life","எளிய தமிழில் விளக்குகிறேன்","সহজ ভাষায় বুঝিয়ে বলি","సులభంగా వివరిస్తాను","मी सोप्या भाषेत शिकवतो","ಸರಳವಾಗಿ ಕಲಿಸುತ್ತೇನೆ","ലളിതമായി പഠിപ്പിക്കുന്നു"}'::text[] as sentences,
           '{hi,en,ta,bn,te,mr,kn,ml,gu,pa,ur,or}'::text[] as languages,
           (select array_agg(k.id order by k.id) from skills k) as skill_ids,
           (select array_agg(k.name::text order by k.id) from skills k) as skill_names
), made as materialized (
    select i.id, l.*,
           abs(hashint8extended(i.id, 1) % 1000000)::integer as a,
           abs(hashint8extended(i.id, 2) % 1000000)::integer as b,
           abs(hashint8extended(i.id, 3) % 1000000)::integer as c,
           abs(hashint8extended(i.id, 4) % 1000000)::integer as d
    from generate_series(@firstId::bigint, @lastId::bigint) as i (id)
    cross join lists l
    where not exists (select from mentor_profiles p where p.user_id = i.id)
), known as (
    insert into users (id, username, name, role, is_active, time_zone, language, community, community_verified, version)
    select m.id, 'seed' || m.id, m.first_names[1 + m.a % 30] || ' ' || m.last_names[1 + m.b % 30], 'MENTOR', true, 'Asia/Kolkata', 'en',
           (array['NONE', 'NONE', 'WOMAN', 'PROFESSIONAL', 'STUDENT', 'FARMER'])[1 + m.c % 6], m.d % 2 = 0, 0
    from made m
    on conflict (id) do update set name = excluded.name, role = excluded.role, community = excluded.community, community_verified = excluded.community_verified
), profiles as (
    insert into mentor_profiles (user_id, headline, expertise, bio, hourly_rate, languages, is_verified, rating, rating_count, total_sessions, role_granted_at)
    select m.id,
           m.kinds[1 + m.a % 10] || ' ' || m.roles[1 + m.b % 12] || ', ' || m.skill_names[1 + m.c % cardinality(m.skill_names)],
           m.skill_names[1 + m.c % cardinality(m.skill_names)] || ', ' || m.fields[1 + m.d % 15],
           m.sentences[1 + m.d % 8] || '. ' || initcap(m.styles[1 + m.a % 6]) || ' practice in ' || m.skill_names[1 + m.b % cardinality(m.skill_names)]
               || ', from ' || m.fields[1 + m.c % 15] || ' to ' || m.fields[1 + m.b % 15] || '.',
           100 + m.a % 60 * 50,
           array[m.languages[1 + m.b % 12]] || case when m.b % 12 <> 1 and m.c % 3 > 0 then array['en'] else '{}' end,
           m.c % 4 = 0,
           case when m.d % 5 > 0 then 3 + m.b % 21 / 10.0 end,
           case when m.d % 5 > 0 then 1 + m.c % 80 else 0 end,
           case when m.d % 5 > 0 then 1 + m.c % 80 + m.a % 200 else 0 end,
           now()
    from made m
    returning user_id
), skilled as (
    insert into mentor_skills (mentor_id, skill_id)
    select m.id, m.skill_ids[1 + (m.c + s.i * (1 + m.b % 7)) % cardinality(m.skill_ids)]
    from made m
    cross join generate_series(0, 2) as s (i)
    on conflict do nothing
), schedules as (
    insert into availabilities (mentor_id, time_zone, buffer_after, minimum_notice)
    select m.id, case m.d % 20 when 0 then 'Europe/London' when 1 then 'America/New_York' else 'Asia/Kolkata' end, m.a % 3 * 5, 60
    from made m
)
insert into availability_rules (mentor_id, day_of_week, starts_minute, ends_minute)
select m.id, day, 360 + m.b % 10 * 60, 360 + m.b % 10 * 60 + 120 + m.a % 4 * 60
from made m
cross join generate_series(1 + m.a % 3, 5 + m.c % 3) as day;
