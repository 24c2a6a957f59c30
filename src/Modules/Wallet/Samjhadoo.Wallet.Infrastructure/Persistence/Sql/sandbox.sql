-- The sandbox gateway's own books. They stand for another company's: nothing of ours refers to them.
create table sandbox_orders (
    id varchar(40) primary key,
    receipt varchar(40) not null,
    paise bigint not null check (paise > 0),
    created_at timestamp with time zone not null
);

create table sandbox_payments (
    number bigint generated always as identity,
    id varchar(40) primary key,
    order_id varchar(40) not null references sandbox_orders (id),
    paise bigint not null,
    outcome varchar(20) not null check (outcome in ('captured', 'failed')),
    settles_at timestamp with time zone not null
);

create index ix_sandbox_payments_order on sandbox_payments (order_id, number);

create table sandbox_refunds (
    id varchar(40) primary key,
    payment_id varchar(40) not null references sandbox_payments (id),
    paise bigint not null check (paise > 0),
    key varchar(60) not null unique
);

create index ix_sandbox_refunds_payment on sandbox_refunds (payment_id);

create table sandbox_payouts (
    id varchar(40) primary key,
    key varchar(60) not null unique,
    paise bigint not null check (paise > 0),
    outcome varchar(20) not null check (outcome in ('processed', 'failed')),
    utr varchar(20),
    settles_at timestamp with time zone not null
);

create table sandbox_webhooks (
    id bigint generated always as identity primary key,
    event_id varchar(40) not null unique,
    body text not null,
    due_at timestamp with time zone not null,
    sent_at timestamp with time zone,
    attempts integer not null default 0
);

create index ix_sandbox_webhooks_due on sandbox_webhooks (due_at) where sent_at is null;
