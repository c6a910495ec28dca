-- release: 0.2.0 expand
-- What rate schedules ask for beside the meter: household size, irrigated area, pressure zone, season … from a day on. Of a
-- service point, of an account, or of the whole utility. Of one owner, name and day the newest row stands; one that is
-- corrected is kept.
create table rate_fact (
  id bigint generated always as identity primary key,
  service_point_id bigint references service_point,
  account_id bigint references account,
  name text not null check (name ~ '^[A-Za-z][A-Za-z0-9_]{0,59}$'),
  -- Null: from that day on nobody says it any more.
  value text check (value <> '' and length(value) <= 200),
  from_day date not null,
  reason text not null check (reason <> ''),
  -- Who said it; null where an operator did, by a command.
  staff_id text references staff_member,
  said_at timestamptz not null,
  check (num_nonnulls(service_point_id, account_id) <= 1)
);
create index rate_fact_service_point on rate_fact (service_point_id, name, from_day, id desc) where service_point_id is not null;
create index rate_fact_account on rate_fact (account_id, name, from_day, id desc) where account_id is not null;
create index rate_fact_utility on rate_fact (name, from_day, id desc) where service_point_id is null and account_id is null;
create trigger rate_fact_append_only before update or delete or truncate on rate_fact
  for each statement execute function history_is_append_only();
