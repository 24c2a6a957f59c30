-- Every entry knows when it was made, so that a balance as of any instant, the entries of a day and a page of a statement are
-- each one walk through the primary key. Entries of an account are made one after the other, so order by time is order by id.
alter table entries add column created_at timestamp with time zone not null default clock_timestamp();
alter table entries drop constraint entries_pkey;
alter table entries add primary key (account_id, created_at, id);

-- Money set aside. What it was and for whom never changes; it ends once.
create table holds (
    id bigint generated always as identity primary key,
    reference varchar(100) not null,
    wallet_id bigint not null references wallets (id),
    amount numeric(10, 2) not null,
    status varchar(20) not null default 'OPEN',
    captured numeric(10, 2),
    cost numeric(12, 4),
    created_at timestamp with time zone not null default clock_timestamp(),
    expires_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    constraint ux_holds_reference unique (reference),
    constraint ck_holds_amount check (amount > 0),
    constraint ck_holds_status check (status in ('OPEN', 'CAPTURED', 'RELEASED', 'EXPIRED')),
    constraint ck_holds_captured check ((captured is not null) = (status = 'CAPTURED') and captured between 0 and amount),
    constraint ck_holds_cost check (cost is null or (cost >= 0 and status = 'CAPTURED')),
    constraint ck_holds_ended_at check ((ended_at is null) = (status = 'OPEN'))
) with (fillfactor = 80);

create index ix_holds_wallet on holds (wallet_id, created_at, id);
create index ix_holds_due on holds (expires_at) where status = 'OPEN';

create function ends_once() returns trigger language plpgsql as
$$
begin
    if tg_op <> 'UPDATE' then
        raise exception '% on holds', lower(tg_op) using errcode = 'restrict_violation';
    end if;
    if old.status <> 'OPEN'
        or (new.id, new.reference, new.wallet_id, new.amount, new.created_at, new.expires_at)
            is distinct from (old.id, old.reference, old.wallet_id, old.amount, old.created_at, old.expires_at) then
        raise exception 'hold % has ended or would become another', old.id using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;

create trigger tr_holds_end_once before update or delete on holds for each row execute function ends_once();
create trigger tr_holds_kept before truncate on holds for each statement execute function ends_once();

-- Captures and refunds of a hold.
alter table transactions add column hold_id bigint references holds (id);
create index ix_transactions_hold on transactions (hold_id) where hold_id is not null;
create unique index ux_transactions_capture on transactions (hold_id) where kind in ('CAPTURE', 'AI_CHARGE');

-- What other modules asked under which reference, and what they were told: kept for ever, so that repeating is always safe.
create table used_references (
    operation varchar(20) not null,
    reference varchar(100) not null,
    hash bytea not null,
    outcome json not null,
    created_at timestamp with time zone not null default clock_timestamp(),
    primary key (operation, reference)
);

-- What AI cost a user below a whole paisa; the next charge starts from it.
create table usage_remainders (
    user_id bigint primary key references users (id),
    remainder numeric(5, 4) not null,
    constraint ck_usage_remainders_remainder check (remainder >= 0 and remainder < 0.01)
);

-- state is CLAIMED, REPLAY with the outcome, or REUSED. Whoever asks at the same moment waits for the first one's end.
create function claim_reference(_operation text, _reference text, _hash bytea, out state text, out outcome json)
language plpgsql as
$$
declare
    earlier used_references;
begin
    perform pg_advisory_xact_lock(hashtextextended(concat_ws(chr(31), current_schema(), _operation, _reference), 1));
    select * into earlier from used_references r where r.operation = _operation and r.reference = _reference;
    if not found then
        state := 'CLAIMED';
    elsif earlier.hash <> _hash then
        state := 'REUSED';
    else
        state := 'REPLAY';
        outcome := earlier.outcome;
    end if;
end
$$;

create function hold(
    _reference text, _hash bytea, _user_id bigint, _amount numeric, _expires_at timestamp with time zone, _user_is_final boolean,
    out state text, out outcome json)
language plpgsql as
$$
declare
    payer record;
    instant timestamp with time zone;
begin
    select c.state, c.outcome into state, outcome from claim_reference('HOLD', _reference, _hash) c;
    if state <> 'CLAIMED' then
        return;
    end if;

    if not exists (select from wallets w where w.user_id = _user_id) then
        perform open_wallet(u.id) from users u where u.id = _user_id;
    end if;
    select w.id, w.balance, w.held, w.status, u.is_active into payer
    from wallets w
    join users u on u.id = w.user_id
    where w.user_id = _user_id
    for no key update of w;
    instant := clock_timestamp();
    if payer.id is null and not _user_is_final then
        state := 'UNKNOWN_USERS';
        return;
    end if;

    outcome := case
        when payer.id is null then json_build_object('code', 'UNKNOWN')
        when payer.status = 'FROZEN' then json_build_object('code', 'FROZEN', 'userId', _user_id)
        when not payer.is_active then json_build_object('code', 'INACTIVE', 'userId', _user_id)
        when _expires_at <= instant then json_build_object('code', 'EXPIRY_PAST')
        when payer.balance - payer.held < _amount
            then json_build_object('code', 'INSUFFICIENT', 'userId', _user_id, 'available', payer.balance - payer.held)
        end;
    if outcome is not null then
        state := 'REFUSED';
    else
        insert into holds (reference, wallet_id, amount, created_at, expires_at) values (_reference, payer.id, _amount, instant, _expires_at);
        update wallets w set held = w.held + _amount, updated_at = instant where w.id = payer.id;
        state := 'HELD';
        outcome := json_build_object('at', instant);
    end if;

    insert into used_references (operation, reference, hash, outcome) values ('HOLD', _reference, _hash, outcome);
end
$$;

-- RELEASED, also when it had ended unpaid before; HOLD_CAPTURED or HOLD_NOT_FOUND.
create function release_hold(_reference text) returns text language plpgsql as
$$
declare
    found_hold holds;
begin
    -- The wallet's lock comes first, as everywhere.
    perform from wallets w where w.id = (select h.wallet_id from holds h where h.reference = _reference) for no key update;
    select * into found_hold from holds h where h.reference = _reference;
    if not found then
        return 'HOLD_NOT_FOUND';
    elsif found_hold.status = 'CAPTURED' then
        return 'HOLD_CAPTURED';
    elsif found_hold.status = 'OPEN' then
        update holds h set status = 'RELEASED', ended_at = clock_timestamp() where h.id = found_hold.id;
        update wallets w set held = w.held - found_hold.amount, updated_at = clock_timestamp() where w.id = found_hold.wallet_id;
    end if;
    return 'RELEASED';
end
$$;

-- Ends what has run out, of at most so many wallets; returns how many holds.
create function expire_holds(_wallets integer) returns bigint language plpgsql as
$$
declare
    due bigint[] := array(
        select distinct d.wallet_id
        from (select h.wallet_id from holds h where h.status = 'OPEN' and h.expires_at <= clock_timestamp() order by h.expires_at limit _wallets) d);
    ended bigint;
begin
    perform from wallets w where w.id = any (due) order by w.id for no key update;
    with expired as (
        update holds h
        set status = 'EXPIRED', ended_at = clock_timestamp()
        where h.status = 'OPEN' and h.expires_at <= clock_timestamp() and h.wallet_id = any (due)
        returning h.wallet_id, h.amount
    ), freed as (
        select e.wallet_id, sum(e.amount) as amount, count(*) as holds from expired e group by e.wallet_id
    ), moved as (
        update wallets w set held = w.held - f.amount, updated_at = clock_timestamp() from freed f where w.id = f.wallet_id
    )
    select coalesce(sum(f.holds), 0) into ended from freed f;
    return ended;
end
$$;

-- A charge for AI that comes to less than a paisa ends its hold without a transaction. STALE says that the remainder is
-- not what the caller took it for.
create function charge_nothing(
    _reference text, _hash bytea, _hold_reference text, _cost numeric, _expected_remainder numeric, out state text, out outcome json)
language plpgsql as
$$
declare
    payer_id bigint;
    found_hold holds;
    instant timestamp with time zone;
begin
    select c.state, c.outcome into state, outcome from claim_reference('AI_CHARGE', _reference, _hash) c;
    if state <> 'CLAIMED' then
        return;
    end if;

    select w.user_id into payer_id from wallets w where w.id = (select h.wallet_id from holds h where h.reference = _hold_reference) for no key update;
    select * into found_hold from holds h where h.reference = _hold_reference;
    instant := clock_timestamp();
    if found_hold.status = 'OPEN' and found_hold.expires_at > instant
        and coalesce((select r.remainder from usage_remainders r where r.user_id = payer_id), 0) <> _expected_remainder then
        state := 'STALE';
        return;
    end if;

    outcome := case
        when found_hold.status = 'CAPTURED' then json_build_object('code', 'HOLD_CAPTURED')
        when found_hold.status = 'RELEASED' then json_build_object('code', 'HOLD_RELEASED')
        when found_hold.status = 'EXPIRED' or found_hold.expires_at <= instant then json_build_object('code', 'HOLD_EXPIRED')
        end;
    if outcome is not null then
        state := 'REFUSED';
    else
        update holds h set status = 'CAPTURED', captured = 0, cost = _cost, ended_at = instant where h.id = found_hold.id;
        update wallets w set held = w.held - found_hold.amount, updated_at = instant where w.id = found_hold.wallet_id;
        insert into usage_remainders as r (user_id, remainder) values (payer_id, _expected_remainder + _cost)
        on conflict (user_id) do update set remainder = excluded.remainder;
        state := 'POSTED';
        outcome := json_build_object('id', 0, 'at', instant, 'freed', found_hold.amount, 'paid', 0, 'remainder', _expected_remainder + _cost);
    end if;

    insert into used_references (operation, reference, hash, outcome) values ('AI_CHARGE', _reference, _hash, outcome);
end
$$;

-- Stores a refusal that needs no look at the books, so that a repetition by the key meets it again.
create function refuse(
    _key_user_id bigint, _operation text, _key text, _hash bytea, _key_trace_id text, _key_language text, _refusal json,
    out state text, out outcome json, out trace_id text, out language text)
language plpgsql as
$$
begin
    select c.state, c.outcome, c.trace_id, c.language into state, outcome, trace_id, language
    from claim_key(_key_user_id, _operation, _key, _hash, _key_trace_id, _key_language) c;
    if state = 'CLAIMED' then
        state := 'REFUSED';
        outcome := _refusal;
        update idempotency_keys k
        set outcome = _refusal
        where k.user_id = _key_user_id and k.operation = _operation and k.key = _key;
    end if;
end
$$;
