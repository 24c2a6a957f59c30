-- Posts one balanced transaction in one round trip and one database transaction (the caller's, when one is open).
-- Expected refusals are answers, not exceptions; state is
--   POSTED, REFUSED            now; with a key the outcome is stored under it;
--   REPLAY, REUSED, IN_FLIGHT  what claim_key says of the key;
--   UNKNOWN_USERS              some users have no row here; the caller makes them known and asks again, the users being final.
create function post(
    _transaction_id bigint, _kind text, _reference text, _actor_id bigint, _request_id text, _note text,
    _user_ids bigint[], _amounts numeric[], _promo_amounts numeric[], _active_users_only boolean, _users_are_final boolean,
    _account_ids bigint[], _account_amounts numeric[],
    _event_user_ids bigint[], _event_ids uuid[], _event_names text[], _event_payloads text[], _trace_parent text,
    _key_user_id bigint, _operation text, _key text, _hash bytea, _key_trace_id text, _key_language text,
    out state text, out outcome json, out trace_id text, out language text)
language plpgsql as
$$
declare
    side record;
    found_wallets integer := 0;
    refusal json;
begin
    if _key is not null then
        select c.state, c.outcome, c.trace_id, c.language into state, outcome, trace_id, language
        from claim_key(_key_user_id, _operation, _key, _hash, _key_trace_id, _key_language) c;
        if state <> 'CLAIMED' then
            return;
        end if;
    end if;

    -- First contact: a user's wallet opens here by the same operation as on the event of the registration.
    if (select count(*) from wallets w where w.user_id = any (_user_ids)) < cardinality(_user_ids) then
        perform open_wallet(u.id) from users u where u.id = any (_user_ids);
    end if;

    -- All wallets are locked before any is looked at, and always in id order: two postings never wait for each other.
    for side in
        select w.user_id, w.balance, w.held, w.promo, w.status, u.is_active, p.amount, p.promo_amount
        from unnest(_user_ids, _amounts, _promo_amounts) as p (user_id, amount, promo_amount)
        join wallets w on w.user_id = p.user_id
        join users u on u.id = w.user_id
        order by w.id
        for no key update of w
    loop
        found_wallets := found_wallets + 1;
        continue when refusal is not null;
        if side.status = 'FROZEN' then
            refusal := json_build_object('code', 'FROZEN', 'userId', side.user_id);
        elsif _active_users_only and not side.is_active then
            refusal := json_build_object('code', 'INACTIVE', 'userId', side.user_id);
        -- Neither what is held nor promo money pays for this; a hold takes promo money first, so the two overlap.
        elsif side.amount < 0 and side.balance + side.amount < greatest(side.held, side.promo + side.promo_amount) then
            refusal := json_build_object(
                'code', 'INSUFFICIENT', 'userId', side.user_id,
                'available', greatest(0, side.balance - greatest(side.held, side.promo + side.promo_amount)));
        elsif side.balance + side.amount > 99999999.99 then
            refusal := json_build_object('code', 'BALANCE_LIMIT', 'userId', side.user_id);
        end if;
    end loop;

    if found_wallets < cardinality(_user_ids) then
        if not _users_are_final then
            state := 'UNKNOWN_USERS';
            return;
        end if;
        refusal := json_build_object('code', 'UNKNOWN');
    elsif refusal is null then
        insert into transactions (id, kind, reference, actor_id, request_id)
        values (_transaction_id, _kind, _reference, _actor_id, _request_id)
        on conflict (kind, reference) where reference is not null do nothing;
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
                promo = w.promo + p.promo_amount,
                event_sequence = w.event_sequence + 1,
                updated_at = now()
            from unnest(_user_ids, _amounts, _promo_amounts) as p (user_id, amount, promo_amount)
            where w.user_id = p.user_id
            returning w.id, w.user_id, p.amount, p.promo_amount, w.balance, w.event_sequence
        ), entered as (
            insert into entries (transaction_id, account_id, amount, balance_after, promo_amount)
            select _transaction_id, m.id, m.amount, m.balance, m.promo_amount from moved m
        ), told as (
            insert into outbox_messages (message_id, name, aggregate, sequence, payload, trace_parent)
            select e.message_id, e.name, 'wallet:' || m.user_id, m.event_sequence, e.payload, _trace_parent
            from unnest(_event_user_ids, _event_ids, _event_names, _event_payloads) as e (user_id, message_id, name, payload)
            join moved m on m.user_id = e.user_id
        )
        select json_build_object('id', _transaction_id, 'at', now(), 'balances', json_object_agg(m.user_id, m.balance))
        into outcome
        from moved m;

        if cardinality(_account_ids) > 0 then
            insert into entries (transaction_id, account_id, amount)
            select _transaction_id, p.account_id, p.amount from unnest(_account_ids, _account_amounts) as p (account_id, amount);

            insert into pending_amounts (account_id, amount)
            select p.account_id, p.amount from unnest(_account_ids, _account_amounts) as p (account_id, amount);
        end if;

        if _note is not null then
            insert into transaction_notes (transaction_id, author_id, note) values (_transaction_id, _actor_id, _note);
        end if;

        state := 'POSTED';
    end if;

    if _key is not null then
        update idempotency_keys k
        set outcome = post.outcome
        where k.user_id = _key_user_id and k.operation = _operation and k.key = _key;
    end if;
end
$$;
