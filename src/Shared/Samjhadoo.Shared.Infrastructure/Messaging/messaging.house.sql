-- Outbox and inbox of one module. To tell an event from SQL, insert it in the business transaction with the columns below;
-- OutgoingEvent.From(event) gives message_id, name, payload and trace_parent before the call, the rest is by default:
--   insert into outbox_messages (message_id, name, aggregate, sequence, payload, trace_parent) values …
-- then call IOutbox.Wake() after the commit. Rows of one aggregate must be inserted under a lock on it, so that id follows sequence.
create table if not exists outbox_messages (
    id bigint generated always as identity primary key,
    message_id uuid not null,
    name text not null,
    aggregate text not null,
    sequence bigint not null,
    -- One worker at a time per partition keeps the order within an aggregate.
    partition smallint not null generated always as ((hashtextextended(aggregate, 0) & 15)::smallint) stored,
    payload text not null,
    trace_parent text,
    occurred_at timestamptz not null default now(),
    -- Without a broker: when its rows in outbox_deliveries were made.
    handed_at timestamptz,
    sent_at timestamptz
);
create index if not exists outbox_messages_unsent on outbox_messages (partition, id) where sent_at is null;
create index if not exists outbox_messages_handed on outbox_messages (message_id) where sent_at is null and handed_at is not null;

create table if not exists outbox_partitions (
    partition smallint primary key check (partition between 0 and 15),
    lease uuid,
    leased_until timestamptz
);
insert into outbox_partitions (partition) select generate_series(0, 15) on conflict do nothing;

-- What a consumer still has to handle beside the broker: one row per message and consumer, gone once it has committed or failed
-- for good. The envelope is null where the message is in this module's outbox.
create table if not exists outbox_deliveries (
    message_id uuid not null,
    consumer text not null,
    attempts int not null check (attempts >= 0),
    next_attempt_at timestamptz not null,
    error text,
    envelope text,
    primary key (message_id, consumer)
);
create index if not exists outbox_deliveries_due on outbox_deliveries (next_attempt_at);

-- One row per message and consumer, inserted in the transaction of its effect: that makes the effect happen once.
create table if not exists inbox_messages (
    message_id uuid not null,
    consumer text not null,
    handled_at timestamptz not null default now(),
    primary key (message_id, consumer)
);

-- The error queue of this module's consumers, with and without a broker.
create table if not exists failed_messages (
    id uuid primary key,
    message_id uuid not null,
    consumer text not null,
    name text,
    envelope text not null,
    attempts int not null,
    error text not null,
    failed_at timestamptz not null default now(),
    replayed_at timestamptz,
    unique (message_id, consumer)
);
create index if not exists failed_messages_open on failed_messages (failed_at desc, id desc) where replayed_at is null;
