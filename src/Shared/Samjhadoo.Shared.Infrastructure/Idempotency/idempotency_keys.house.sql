-- One row per logical request of this module: (user, method + route template, key) with the hash of what was asked.
-- outcome holds what the first answer is a pure function of: a command stores {"value": …} or {"error": …}, a posting
-- function stores what it likes to render from. It is null while a flow is under way (lease_until says until when nobody
-- else may run it); a command's row becomes visible together with its outcome. trace_id and language are those of the
-- first request, so that a replayed problem body is the same bytes. A job removes rows after 24 hours.
create table if not exists idempotency_keys (
    user_id     bigint      not null,
    operation   text        not null,
    key         text        not null check (length(key) between 1 and 255),
    hash        bytea       not null,
    outcome     json,
    trace_id    text        not null,
    language    text        not null,
    lease_until timestamptz,
    created_at  timestamptz not null default clock_timestamp(),
    primary key (user_id, operation, key)
);

create index if not exists idempotency_keys_created_at_idx on idempotency_keys (created_at);

-- Claims a key inside the caller's transaction. state is
--   CLAIMED   go on, and store the outcome in the row before the commit;
--   IN_FLIGHT another transaction holds the key, or a flow's lease has not run out (409 request.in_flight);
--   REUSED    the key stands for another request (422 request.key_reused);
--   REPLAY    outcome, trace_id and language are those of the first answer.
-- The lock is taken before the row is looked at, and each statement has its own snapshot (read committed), so whoever
-- gets the lock sees what its predecessor committed.
create or replace function claim_key(
    p_user_id bigint, p_operation text, p_key text, p_hash bytea, p_trace_id text, p_language text, p_lease interval default null,
    out state text, out outcome json, out trace_id text, out language text)
    language plpgsql
as $$
declare
    earlier idempotency_keys;
begin
    if not pg_try_advisory_xact_lock(hashtextextended(concat_ws(chr(31), current_schema(), p_user_id, p_operation, p_key), 0)) then
        state := 'IN_FLIGHT';
        return;
    end if;

    insert into idempotency_keys (user_id, operation, key, hash, trace_id, language, lease_until)
    values (p_user_id, p_operation, p_key, p_hash, p_trace_id, p_language, clock_timestamp() + p_lease)
    on conflict do nothing;
    if found then
        state := 'CLAIMED';
        return;
    end if;

    select * into earlier
    from idempotency_keys k
    where k.user_id = p_user_id and k.operation = p_operation and k.key = p_key;
    if earlier.hash <> p_hash then
        state := 'REUSED';
    elsif earlier.outcome is not null then
        state := 'REPLAY';
        outcome := earlier.outcome;
        trace_id := earlier.trace_id;
        language := earlier.language;
    elsif earlier.lease_until > clock_timestamp() then
        state := 'IN_FLIGHT';
    else
        update idempotency_keys k
        set lease_until = clock_timestamp() + p_lease
        where k.user_id = p_user_id and k.operation = p_operation and k.key = p_key;
        state := 'CLAIMED';
    end if;
end
$$;
