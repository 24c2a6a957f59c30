-- What the module may know of users; rows are upserted where the version is newer, never deleted.
create table if not exists users (
    id                 bigint primary key,
    username           text     not null,
    name               text,
    role               text     not null check (role in ('USER', 'MENTOR', 'ADMIN')),
    is_active          boolean  not null,
    time_zone          text     not null,
    language           text     not null,
    community          text     not null,
    community_verified boolean  not null,
    city_tier          smallint,
    version            bigint   not null
);
