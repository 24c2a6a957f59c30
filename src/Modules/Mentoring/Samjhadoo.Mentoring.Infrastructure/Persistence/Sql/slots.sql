-- When sessions of this length can be booked: starts on the quarter hour within [_from, _to), by the mentor's own clocks.
-- A quarter is open when the clocks show a time within the hours of its date, so nothing here has to know when clocks change.
-- Search asks it too, so what is found is what can be booked.
create function mentoring.free_slots(_mentor_id bigint, _from timestamptz, _to timestamptz, _minutes integer, _now timestamptz)
returns table (starts_at timestamptz)
language plpgsql stable cost 5000 rows 100 as
$$
declare
    quarter constant interval := interval '15 minutes';
    length constant interval := _minutes * interval '1 minute';
    quarters constant integer := (_minutes + 14) / 15;
    zone text;
    before interval;
    after interval;
    cap integer;
    last_day date;
    first timestamptz;
begin
    select a.time_zone, a.buffer_before * interval '1 minute', a.buffer_after * interval '1 minute', a.daily_cap,
           (_now at time zone a.time_zone)::date + a.window_days,
           greatest(_from, _now + a.minimum_notice * interval '1 minute')
    into zone, before, after, cap, last_day, first
    from availabilities a
    join mentor_profiles p on p.user_id = a.mentor_id
    join users u on u.id = a.mentor_id
    where a.mentor_id = _mentor_id and p.paused_at is null and u.is_active and u.role <> 'USER';
    if not found then
        return;
    end if;
    first := to_timestamp(ceil(extract(epoch from first) / 900) * 900);
    -- One day more than can be booked: a session may run past midnight.
    _to := least(_to, (last_day + 2)::timestamp at time zone zone);
    if first >= _to then
        return;
    end if;

    return query
    with days as (
        select d::date as day
        from generate_series((first at time zone zone)::date, (_to at time zone zone)::date, interval '1 day') d
    ), hours as materialized (
        select d.day, o.starts_minute, o.ends_minute
        from days d
        join availability_overrides o on o.mentor_id = _mentor_id and o.day = d.day
        union all
        select d.day, r.starts_minute, r.ends_minute
        from days d
        join availability_rules r on r.mentor_id = _mentor_id and r.day_of_week = extract(isodow from d.day)
        where not exists (select from availability_overrides o where o.mentor_id = _mentor_id and o.day = d.day)
    ), quarter_hours as (
        select q.at, (q.at at time zone zone)::date as day,
               (extract(hour from q.at at time zone zone) * 60 + extract(minute from q.at at time zone zone))::integer as minute
        from generate_series(first, _to - interval '1 microsecond', quarter) as q (at)
    ), open as (
        select q.at, q.day, lead(q.at, quarters - 1) over (order by q.at) as last
        from quarter_hours q
        where exists (select from hours h where h.day = q.day and q.minute >= h.starts_minute and q.minute < h.ends_minute)
    ), busy as materialized (
        select b.buffered
        from bookings b
        where b.mentor_id = _mentor_id
          and b.status in ('HOLDING', 'REQUESTED', 'CONFIRMED')
          and b.buffered && tstzrange(first - before, _to + after)
    ), full_days as materialized (
        select (b.start_at at time zone zone)::date as day
        from bookings b
        where cap is not null
          and b.mentor_id = _mentor_id
          and b.status in ('HOLDING', 'REQUESTED', 'CONFIRMED', 'COMPLETED')
          and b.start_at >= (first at time zone zone)::date::timestamp at time zone zone
          and b.start_at < _to + interval '1 day'
        group by 1
        having count(*) >= cap
    )
    select o.at
    from open o
    where o.last = o.at + (quarters - 1) * quarter
      and o.at + length <= _to
      and o.day <= last_day
      and not exists (select from busy b where b.buffered && tstzrange(o.at - before, o.at + length + after))
      and not exists (select from full_days f where f.day = o.day)
    order by o.at;
end
$$;
