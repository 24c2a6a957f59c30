-- Daily limits that admins gave single users; everybody else has the configured ones. post reads it under the wallet's lock.
create table limits (
    user_id bigint not null references users (id),
    kind varchar(20) not null,
    amount numeric(10, 2) not null,
    reason varchar(500),
    set_by bigint not null,
    set_at timestamp with time zone not null,
    primary key (user_id, kind),
    constraint ck_limits_kind check (kind in ('TRANSFER', 'TOP_UP', 'PAYOUT')),
    constraint ck_limits_amount check (amount >= 0)
);
