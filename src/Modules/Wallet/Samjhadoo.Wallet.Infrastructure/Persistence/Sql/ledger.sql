-- The seed's table, column for column; what stands below updated_at is ours.
-- Wallet ids start above those of the system accounts, because a wallet's account has the wallet's id.
create sequence wallets_id_seq start with 1024 increment by 32;

create table wallets (
    id bigint primary key default nextval('wallets_id_seq'),
    user_id bigint unique references users (id),
    balance numeric(10, 2) default 0.00,
    currency varchar(3) default 'INR',
    created_at timestamp with time zone not null default now(),
    updated_at timestamp with time zone,
    held numeric(10, 2) not null default 0.00,
    promo numeric(10, 2) not null default 0.00,
    status varchar(20) not null default 'ACTIVE',
    version integer not null default 1,
    event_sequence bigint not null default 0,
    constraint ck_wallets_user_id check (user_id is not null),
    constraint ck_wallets_balance check (balance is not null and balance >= 0),
    constraint ck_wallets_currency check (currency is not null and currency = 'INR'),
    constraint ck_wallets_held check (held >= 0 and held <= balance),
    constraint ck_wallets_promo check (promo >= 0 and promo <= balance),
    constraint ck_wallets_status check (status in ('ACTIVE', 'FROZEN'))
) with (fillfactor = 80);

alter sequence wallets_id_seq owned by wallets.id;

-- Every account of the ledger: a user's wallet or one of the system's own.
create table accounts (
    id bigint primary key,
    wallet_id bigint unique references wallets (id),
    code varchar(40) unique,
    may_be_negative boolean not null default false,
    created_at timestamp with time zone not null default now(),
    constraint ck_accounts_wallet_or_system check ((wallet_id is null) <> (code is null)),
    constraint ck_accounts_wallet_id check (wallet_id = id),
    constraint ck_accounts_system_id check (code is null or id between 1 and 1023)
);

create sequence transactions_id_seq increment by 32;

-- Ids, codes and amounts only: these rows are never changed, so nothing personal may stand in them.
create table transactions (
    id bigint primary key default nextval('transactions_id_seq'),
    kind varchar(40) not null,
    reference varchar(100),
    reverses_id bigint unique references transactions (id),
    actor_id bigint,
    request_id varchar(100),
    metadata jsonb,
    created_at timestamp with time zone not null default now()
);

alter sequence transactions_id_seq owned by transactions.id;

-- A business cause is posted once.
create unique index ux_transactions_cause on transactions (kind, reference) where reference is not null;

create table entries (
    id bigint generated always as identity,
    transaction_id bigint not null references transactions (id),
    account_id bigint not null references accounts (id),
    amount numeric(20, 2) not null,
    balance_after numeric(10, 2),
    promo_amount numeric(10, 2) not null default 0.00,
    primary key (account_id, id),
    constraint ux_entries_transaction_account unique (transaction_id, account_id),
    constraint ck_entries_amount check (amount <> 0),
    constraint ck_entries_balance_after check (balance_after >= 0),
    constraint ck_entries_promo_amount check (abs(promo_amount) <= abs(amount) and promo_amount * amount >= 0)
);

-- What a person wrote beside a transfer; erasure clears it.
create table transaction_notes (
    transaction_id bigint primary key references transactions (id),
    author_id bigint not null references users (id),
    note varchar(200) not null,
    created_at timestamp with time zone not null default now()
);

create index ix_transaction_notes_author on transaction_notes (author_id);

-- A system account has no hot row: a posting only adds rows to pending_amounts, and a fold moves them into the
-- account's snapshot in one statement. The balance is snapshot + pending, exact at any time.
create table account_snapshots (
    account_id bigint primary key references accounts (id),
    balance numeric(20, 2) not null default 0.00,
    folded_at timestamp with time zone not null default now()
);

create table pending_amounts (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    amount numeric(20, 2) not null
);

create function must_balance() returns trigger language plpgsql as
$$
begin
    if (select sum(amount) from entries where transaction_id = new.transaction_id) <> 0 then
        raise exception 'transaction % does not sum to zero', new.transaction_id using errcode = 'check_violation';
    end if;
    return null;
end
$$;

create constraint trigger tr_entries_must_balance after insert on entries
    deferrable initially deferred for each row execute function must_balance();

-- Opens the user's wallet; repeatable. The user must be known here (the replica's row).
create function open_wallet(_user_id bigint) returns void language sql as
$$
    with opened as (
        insert into wallets (user_id) values (_user_id)
        on conflict (user_id) do nothing
        returning id
    )
    insert into accounts (id, wallet_id) select id, id from opened;
$$;
