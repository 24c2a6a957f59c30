-- Proofs that were kept: what GET /admin/ledger/proof answered at the time.
create table reconciliations (
    id bigint generated always as identity primary key,
    holds boolean not null,
    wrong bigint not null,
    transactions bigint not null,
    in_wallets numeric(20, 2) not null,
    proof json not null,
    created_at timestamp with time zone not null default clock_timestamp()
);

create index ix_reconciliations_created_at on reconciliations (created_at, id);
