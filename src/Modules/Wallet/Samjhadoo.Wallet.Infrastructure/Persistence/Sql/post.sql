-- Posts one balanced transaction in one round trip and one database transaction (the caller's, when one is open).
-- Expected refusals are answers, not exceptions; state is
--   POSTED, REFUSED            now; with a key the outcome is stored under it;
--   REPLAY, REUSED, IN_FLIGHT  what is known of the key already;
--   UNKNOWN_USERS              some users have no row here; the caller makes them known and asks again, the users being final;
--   STALE                      the remainder of the user's AI costs is not what the caller took it for.
-- A promo amount of null is for the books to say: promo money is spent first and comes back last.
-- A key without a user is a reference of another module.
drop function if exists post;

create function post(
    _transaction_id bigint, _kind text, _reference text, _actor_id bigint, _request_id text, _note text, _reverses_id bigint,
    _user_ids bigint[], _amounts numeric[], _promo_amounts numeric[], _users_are_final boolean,
    _account_ids bigint[], _account_amounts numeric[],
    _stops_at_freeze boolean, _stops_at_suspension boolean, _limit numeric, _limit_since timestamp with time zone,
    _hold_reference text, _cost numeric, _expected_remainder numeric,
    _event_user_ids bigint[], _event_ids uuid[], _event_names text[], _event_payloads text[], _trace_parent text,
    _key_user_id bigint, _operation text, _key text, _hash bytea, _key_trace_id text, _key_language text,
    out state text, out outcome json, out trace_id text, out language text)
language plpgsql as
$$
declare
    side record;
    found_wallets integer := 0;
    refusal json;
    instant timestamp with time zone;
    -- Of a capture and of a refund.
    payer_id bigint;
    paid numeric;
    promo_paid numeric := 0;
    touched_hold_id bigint;
    freed numeric := 0;
begin
    if _key_user_id is not null then
        select c.state, c.outcome, c.trace_id, c.language into state, outcome, trace_id, language
        from claim_key(_key_user_id, _operation, _key, _hash, _key_trace_id, _key_language) c;
    elsif _key is not null then
        select c.state, c.outcome into state, outcome from claim_reference(_operation, _key, _hash) c;
    end if;
    if state <> 'CLAIMED' then
        return;
    end if;

    -- First contact: a user's wallet opens here by the same operation as on the event of the registration.
    if (select count(*) from wallets w where w.user_id = any (_user_ids)) < cardinality(_user_ids) then
        perform open_wallet(u.id) from users u where u.id = any (_user_ids);
    end if;

    -- All wallets are locked before any is looked at, and always in id order: two postings never wait for each other.
    for side in
        select w.id, w.user_id, w.balance, w.held, w.promo, w.status, u.is_active, p.amount, p.promo_amount
        from unnest(_user_ids, _amounts, _promo_amounts) as p (user_id, amount, promo_amount)
        join wallets w on w.user_id = p.user_id
        join users u on u.id = w.user_id
        order by w.id
        for no key update of w
    loop
        found_wallets := found_wallets + 1;
        if side.promo_amount is null then
            payer_id := side.id;
            paid := -side.amount;
            promo_paid := least(side.promo, paid);
        end if;
        continue when refusal is not null;
        if _stops_at_freeze and side.status = 'FROZEN' then
            refusal := json_build_object('code', 'FROZEN', 'userId', side.user_id);
        elsif _stops_at_suspension and not side.is_active then
            refusal := json_build_object('code', 'INACTIVE', 'userId', side.user_id);
        -- Neither what is held nor promo money pays for this; a hold takes promo money first, so the two overlap.
        -- Where the books say what is promo money, a hold pays, and it has been set aside before.
        elsif side.amount < 0 and side.promo_amount is not null
            and (side.balance + side.amount < greatest(side.held, side.promo + side.promo_amount) or side.promo + side.promo_amount < 0) then
            refusal := json_build_object(
                'code', 'INSUFFICIENT', 'userId', side.user_id,
                'available', greatest(0, side.balance - greatest(side.held, side.promo + side.promo_amount)));
        elsif side.balance + side.amount > 99999999.99 then
            refusal := json_build_object('code', 'BALANCE_LIMIT', 'userId', side.user_id);
        elsif side.amount < 0 and _limit is not null then
            select json_build_object('code', 'DAILY_LIMIT', 'userId', side.user_id, 'available', greatest(0, allowed.amount - spent.amount)) into refusal
            from (
                select coalesce((select l.amount from limits l where l.user_id = side.user_id and l.kind = _kind), _limit) as amount
            ) allowed, (
                select coalesce(-sum(e.amount), 0) as amount
                from entries e
                join transactions t on t.id = e.transaction_id
                where e.account_id = side.id and e.created_at >= _limit_since and e.amount < 0 and t.kind = _kind
            ) spent
            where spent.amount - side.amount > allowed.amount;
        end if;
    end loop;
    -- After the locks, so that the entries of an account are in order by time.
    instant := clock_timestamp();

    if found_wallets < cardinality(_user_ids) then
        if not _users_are_final then
            state := 'UNKNOWN_USERS';
            return;
        end if;
        refusal := json_build_object('code', 'UNKNOWN');
    elsif refusal is null and _hold_reference is not null then
        select h.id, case when _kind = 'REFUND' then 0 else h.amount end,
               case
                   when h.wallet_id is distinct from payer_id then json_build_object('code', 'HOLD_NOT_FOUND')
                   when _kind = 'REFUND' then null
                   when h.status = 'CAPTURED' then json_build_object('code', 'HOLD_CAPTURED')
                   when h.status = 'RELEASED' then json_build_object('code', 'HOLD_RELEASED')
                   when h.status = 'EXPIRED' or h.expires_at <= instant then json_build_object('code', 'HOLD_EXPIRED')
                   when h.amount < paid then json_build_object('code', 'CAPTURE_ABOVE_HOLD')
               end
        into touched_hold_id, freed, refusal
        from holds h
        where h.reference = _hold_reference;
        if not found then
            refusal := json_build_object('code', 'HOLD_NOT_FOUND');
        elsif refusal is null and _kind = 'REFUND' then
            select r.promo, r.refusal into promo_paid, refusal
            from refund_of(touched_hold_id, payer_id, _user_ids, _amounts, _account_ids, _account_amounts) r;
        elsif refusal is null and _cost is not null and _expected_remainder <> coalesce(
            (select r.remainder from usage_remainders r join wallets w on w.user_id = r.user_id where w.id = payer_id), 0) then
            state := 'STALE';
            return;
        end if;
    end if;

    if refusal is not null then
        -- What has been posted already may be the very reason for the refusal.
        if exists (select from transactions t where t.kind = _kind and t.reference = _reference) then
            refusal := json_build_object('code', 'ALREADY_POSTED');
        end if;
    else
        insert into transactions (id, kind, reference, actor_id, request_id, reverses_id, hold_id, created_at)
        values (_transaction_id, _kind, _reference, _actor_id, _request_id, _reverses_id, touched_hold_id, instant)
        on conflict do nothing;
        if not found then
            refusal := json_build_object('code', 'ALREADY_POSTED');
        end if;
    end if;

    if refusal is not null then
        state := 'REFUSED';
        outcome := refusal;
    else
        with moved as (
            update wallets w
            set balance = w.balance + p.amount,
                held = w.held - case when w.id = payer_id then freed else 0 end,
                promo = w.promo + p.promo_amount,
                event_sequence = w.event_sequence + 1,
                updated_at = instant
            from (
                select u.user_id, u.amount, coalesce(u.promo_amount, -promo_paid) as promo_amount
                from unnest(_user_ids, _amounts, _promo_amounts) as u (user_id, amount, promo_amount)
            ) p
            where w.user_id = p.user_id
            returning w.id, w.user_id, p.amount, p.promo_amount, w.balance, w.event_sequence
        ), entered as (
            insert into entries (transaction_id, account_id, amount, balance_after, promo_amount, created_at)
            select _transaction_id, m.id, m.amount, m.balance, m.promo_amount, instant from moved m
        ), told as (
            insert into outbox_messages (message_id, name, aggregate, sequence, payload, trace_parent)
            select e.message_id, e.name, 'wallet:' || m.user_id, m.event_sequence, e.payload, _trace_parent
            from unnest(_event_user_ids, _event_ids, _event_names, _event_payloads) as e (user_id, message_id, name, payload)
            join moved m on m.user_id = e.user_id
        )
        select json_build_object(
            'id', _transaction_id, 'at', instant, 'balances', coalesce(json_object_agg(m.user_id, m.balance), '{}'::json),
            'promo', abs(promo_paid), 'freed', freed, 'paid', paid, 'remainder', _expected_remainder + _cost - paid)
        into outcome
        from moved m;

        if cardinality(_account_ids) > 0 then
            insert into entries (transaction_id, account_id, amount, created_at)
            select _transaction_id, p.account_id, p.amount, instant from unnest(_account_ids, _account_amounts) as p (account_id, amount);

            insert into pending_amounts (account_id, amount)
            select p.account_id, p.amount from unnest(_account_ids, _account_amounts) as p (account_id, amount);
        end if;

        if freed > 0 then
            update holds h
            set status = 'CAPTURED', captured = paid, cost = _cost, ended_at = instant
            where h.id = touched_hold_id;
        end if;

        if _cost is not null then
            insert into usage_remainders as r (user_id, remainder)
            select w.user_id, _expected_remainder + _cost - paid from wallets w where w.id = payer_id
            on conflict (user_id) do update set remainder = excluded.remainder;
        end if;

        if _note is not null then
            insert into transaction_notes (transaction_id, author_id, note) values (_transaction_id, _actor_id, _note);
        end if;

        state := 'POSTED';
    end if;

    if _key_user_id is not null then
        update idempotency_keys k
        set outcome = post.outcome
        where k.user_id = _key_user_id and k.operation = _operation and k.key = _key;
    elsif _key is not null then
        insert into used_references (operation, reference, hash, outcome) values (_operation, _key, _hash, post.outcome);
    end if;
end
$$;

-- How much of what goes back is promo money, and whether each line may pay it. Money like any other comes back before promo
-- money, which was spent first. Promo is a payment's, so below zero here.
create or replace function refund_of(
    _hold_id bigint, _payer_id bigint, _user_ids bigint[], _amounts numeric[], _account_ids bigint[], _account_amounts numeric[],
    out promo numeric, out refusal json)
language plpgsql as
$$
begin
    select p.promo_refunded - greatest(0, p.refunded + (select max(a) from unnest(_amounts) a) - p.paid_without_promo) into promo
    from (
        select coalesce(sum(e.promo_amount) filter (where t.kind = 'REFUND'), 0) as promo_refunded,
               coalesce(sum(e.amount) filter (where t.kind = 'REFUND'), 0) as refunded,
               coalesce(sum(e.promo_amount - e.amount) filter (where t.kind = 'CAPTURE'), 0) as paid_without_promo
        from transactions t
        join entries e on e.transaction_id = t.id
        where t.hold_id = _hold_id and e.account_id = _payer_id
    ) p;

    if exists (
        select
        from (
            select w.id as account_id, u.amount
            from unnest(_user_ids, _amounts) as u (user_id, amount)
            join wallets w on w.user_id = u.user_id
            where u.amount < 0
            union all
            select a.account_id, a.amount from unnest(_account_ids, _account_amounts) as a (account_id, amount)
        ) line
        where line.amount + coalesce((
            select sum(e.amount)
            from transactions t
            join entries e on e.transaction_id = t.id
            where t.hold_id = _hold_id and e.account_id = line.account_id), 0) < 0) then
        refusal := json_build_object('code', 'REFUND_ABOVE_CAPTURE');
    end if;
end
$$;
