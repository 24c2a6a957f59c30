-- Refuses what changes history, whoever asks; the migrate verb puts it on the module's append-only tables.
create or replace function refuse_change()
    returns trigger
    language plpgsql
as $$
begin
    raise exception '% on append-only table %', lower(tg_op), tg_table_name using errcode = 'restrict_violation';
end
$$;
