-- One row per background job of the module: when it runs next, and which host runs it now, by this server's clock.
create table if not exists jobs (
    name         text primary key,
    next_run_at  timestamptz not null default clock_timestamp(),
    leased_by    text,
    leased_until timestamptz,
    started_at   timestamptz,
    finished_at  timestamptz,
    failures     int         not null default 0 -- in a row
);
