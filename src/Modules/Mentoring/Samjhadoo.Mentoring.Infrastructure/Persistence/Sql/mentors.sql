-- The seed's columns are nullable; the checks keep nulls out.
alter table mentoring.mentor_profiles
    alter column user_id drop not null,
    alter column hourly_rate drop not null,
    alter column is_verified drop not null,
    alter column total_sessions drop not null;
