-- The time a booking takes of its mentor, buffers included; two open bookings of one mentor never overlap.
alter table mentoring.bookings
    add column buffered tstzrange not null generated always as (tstzrange(busy_from, busy_until)) stored;

alter table mentoring.bookings
    add constraint ex_bookings_slot
    exclude using gist (mentor_id with =, buffered with &&)
    where (status in ('HOLDING', 'REQUESTED', 'CONFIRMED'));
