-- release: 0.2.0 expand
-- The list of leaks is a page of what is kept of each: whether anybody knows of it, and what it lost. What happens to an alert leaves
-- a note in the transaction that does it; who looks, and a job each minute, takes the notes and works those alerts out again, as
-- 0094 does with accounts. Without its row in `alert_listed_basis` all of it is worked out again.

-- Alerts to which something happened since they were worked out, as often as it did.
create table alert_touched (
  alert_id bigint not null
);

-- The utility's choices that alerts were worked out by.
create table alert_listed_basis (
  only_one boolean primary key default true check (only_one),
  stopped_after_hours integer not null,
  fix_checked_hours integer not null
);

-- An alert that stands by itself: none that another took in.
create table alert_listed (
  alert_id bigint primary key,
  account_id bigint not null,
  meter_id bigint not null,
  kind text not null,
  state text not null,
  gallons double precision not null,
  gallons_an_hour double precision not null,
  ran_days double precision not null,
  last_seen_at timestamptz not null
);
create index alert_listed_open on alert_listed (gallons, alert_id) include (last_seen_at, kind, state) where state <> 'over';
create index alert_listed_over on alert_listed (gallons, alert_id) include (last_seen_at, kind, state) where state = 'over';

create function alert_row_is_touched() returns trigger language plpgsql as $$
begin
  insert into alert_touched (alert_id) select id from written;
  return null;
end $$;
create trigger alert_new_is_touched after insert on alert referencing new table as written
  for each statement execute function alert_row_is_touched();
create trigger alert_changed_is_touched after update on alert referencing new table as written
  for each statement execute function alert_row_is_touched();
create trigger alert_gone_is_touched after delete on alert referencing old table as written
  for each statement execute function alert_row_is_touched();

create function alert_of_row_is_touched() returns trigger language plpgsql as $$
begin
  insert into alert_touched (alert_id) select distinct alert_id from written;
  return null;
end $$;
create trigger alert_day_new_touches after insert on alert_day referencing new table as written
  for each statement execute function alert_of_row_is_touched();
create trigger alert_day_changed_touches after update on alert_day referencing new table as written
  for each statement execute function alert_of_row_is_touched();
create trigger alert_day_gone_touches after delete on alert_day referencing old table as written
  for each statement execute function alert_of_row_is_touched();
create trigger alert_resolution_touches after insert on alert_resolution referencing new table as written
  for each statement execute function alert_of_row_is_touched();
create trigger alert_telling_touches after insert on alert_telling referencing new table as written
  for each statement execute function alert_of_row_is_touched();
create trigger alert_outreach_touches after insert on alert_outreach referencing new table as written
  for each statement execute function alert_of_row_is_touched();
