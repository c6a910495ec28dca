-- release: 0.2.0 expand
-- What a bill run comes to is kept as its bills come and go: each statement adds what it changed, one row for a batch of a
-- thousand bills, in its own transaction. What was billed in a month is kept where somebody asked for it, until a bill or a place of
-- that month changes. Leaks and the names of zones go by an index.

create table bill_run_step (
  bill_run_id bigint not null,
  bills bigint not null,
  new_charges_cents bigint not null,
  gallons numeric not null,
  paper bigint not null,
  estimated bigint not null
);
create index bill_run_step_run on bill_run_step (bill_run_id);

create function bills_of_run_came() returns trigger language plpgsql as $$
begin
  insert into bill_run_step (bill_run_id, bills, new_charges_cents, gallons, paper, estimated)
    select bill_run_id, count(*), sum(new_charges_cents), sum(usage_gallons), count(*) filter (where delivery = 'paper'),
      count(*) filter (where estimated)
    from written where bill_run_id is not null and state <> 'cancelled' group by bill_run_id;
  return null;
end $$;
create trigger bill_new_counts after insert on bill referencing new table as written
  for each statement execute function bills_of_run_came();
create function bills_of_run_changed() returns trigger language plpgsql as $$
begin
  insert into bill_run_step (bill_run_id, bills, new_charges_cents, gallons, paper, estimated)
    select bill_run_id, sum(sign), sum(sign * new_charges_cents), sum(sign * usage_gallons),
      coalesce(sum(sign) filter (where delivery = 'paper'), 0), coalesce(sum(sign) filter (where estimated), 0)
    from (
      select 1 as sign, bill_run_id, new_charges_cents, usage_gallons, delivery, estimated from after where state <> 'cancelled'
      union all
      select -1, bill_run_id, new_charges_cents, usage_gallons, delivery, estimated from before where state <> 'cancelled'
    ) changed
    where bill_run_id is not null group by bill_run_id
    having (sum(sign), sum(sign * new_charges_cents), sum(sign * usage_gallons),
      coalesce(sum(sign) filter (where delivery = 'paper'), 0), coalesce(sum(sign) filter (where estimated), 0))
      is distinct from (0, 0, 0, 0, 0);
  return null;
end $$;
create trigger bill_changed_counts after update on bill referencing old table as before new table as after
  for each statement execute function bills_of_run_changed();
create function bills_of_run_went() returns trigger language plpgsql as $$
begin
  insert into bill_run_step (bill_run_id, bills, new_charges_cents, gallons, paper, estimated)
    select bill_run_id, -count(*), -sum(new_charges_cents), -sum(usage_gallons), -count(*) filter (where delivery = 'paper'),
      -count(*) filter (where estimated)
    from written where bill_run_id is not null and state <> 'cancelled' group by bill_run_id;
  return null;
end $$;
create trigger bill_gone_counts after delete on bill referencing old table as written
  for each statement execute function bills_of_run_went();
insert into bill_run_step (bill_run_id, bills, new_charges_cents, gallons, paper, estimated)
  select bill_run_id, count(*), sum(new_charges_cents), sum(usage_gallons), count(*) filter (where delivery = 'paper'),
    count(*) filter (where estimated)
  from bill where bill_run_id is not null and state <> 'cancelled' group by bill_run_id;

-- Days of which something changed that months were worked out by.
create table billed_days_touched (
  from_day date not null,
  until_day date not null
);
-- Months that are worked out, by their first day; and what was billed in each, by zone.
create table billed_month_kept (
  month date primary key
);
create table billed_month (
  month date not null,
  zone text not null,
  gallons double precision not null,
  billed_days bigint not null,
  served_days bigint not null,
  primary key (month, zone)
);

create function days_of_new_bill_are_touched() returns trigger language plpgsql as $$
begin
  insert into billed_days_touched (from_day, until_day)
    select min(period_start), max(period_end) from written where state = 'posted' having count(*) > 0;
  return null;
end $$;
create trigger bill_new_touches_days after insert on bill referencing new table as written
  for each statement execute function days_of_new_bill_are_touched();
create trigger bill_gone_touches_days after delete on bill referencing old table as written
  for each statement execute function days_of_new_bill_are_touched();
create function days_of_changed_bill_are_touched() returns trigger language plpgsql as $$
begin
  insert into billed_days_touched (from_day, until_day)
    select min(a.period_start), max(a.period_end) from after a join before b using (id)
    where a.state <> b.state and 'posted' in (a.state, b.state) having count(*) > 0;
  return null;
end $$;
create trigger bill_changed_touches_days after update on bill referencing old table as before new table as after
  for each statement execute function days_of_changed_bill_are_touched();

create function days_of_new_account_are_touched() returns trigger language plpgsql as $$
begin
  insert into billed_days_touched (from_day, until_day)
    select min(opened_on), max(coalesce(closed_on, 'infinity')) from written having count(*) > 0;
  return null;
end $$;
create trigger account_new_touches_days after insert on account referencing new table as written
  for each statement execute function days_of_new_account_are_touched();
create trigger account_gone_touches_days after delete on account referencing old table as written
  for each statement execute function days_of_new_account_are_touched();
create function days_of_changed_account_are_touched() returns trigger language plpgsql as $$
begin
  insert into billed_days_touched (from_day, until_day)
    select least(a.opened_on, b.opened_on), greatest(a.opened_on, b.opened_on)
    from after a join before b using (id) where a.opened_on <> b.opened_on
    union all
    select least(a.closed_on, b.closed_on), greatest(coalesce(a.closed_on, 'infinity'), coalesce(b.closed_on, 'infinity'))
    from after a join before b using (id) where a.closed_on is distinct from b.closed_on
    union all
    select least(a.opened_on, b.opened_on), 'infinity'
    from after a join before b using (id) where a.premise_id <> b.premise_id;
  return null;
end $$;
create trigger account_changed_touches_days after update on account referencing old table as before new table as after
  for each statement execute function days_of_changed_account_are_touched();

-- A place where nobody was served yet changes nothing.
create function days_of_place_are_touched() returns trigger language plpgsql as $$
begin
  insert into billed_days_touched (from_day, until_day)
    select '-infinity', 'infinity' where exists (
      select from written w cross join lateral (select from account a where a.premise_id = w.premise_id limit 1) served
    );
  return null;
end $$;
create trigger point_new_touches_days after insert on service_point referencing new table as written
  for each statement execute function days_of_place_are_touched();
create trigger point_gone_touches_days after delete on service_point referencing old table as written
  for each statement execute function days_of_place_are_touched();
create function days_of_changed_place_are_touched() returns trigger language plpgsql as $$
begin
  insert into billed_days_touched (from_day, until_day)
    select '-infinity', 'infinity' where exists (
      select from after a join before b using (id)
      where a.premise_id <> b.premise_id or a.elevation_zone is distinct from b.elevation_zone
    );
  return null;
end $$;
create trigger point_changed_touches_days after update on service_point referencing old table as before new table as after
  for each statement execute function days_of_changed_place_are_touched();
create function days_of_zone_are_touched() returns trigger language plpgsql as $$
begin
  insert into billed_days_touched (from_day, until_day)
    select min(from_day), 'infinity' from written having count(*) > 0;
  return null;
end $$;
create trigger zone_new_touches_days after insert on service_point_zone referencing new table as written
  for each statement execute function days_of_zone_are_touched();

-- Bills stand in the order of their periods, so that a month's are found by a few bytes a thousand.
create index bill_period on bill using brin (period_start, period_end) with (pages_per_range = 16, autosummarize = on);
create index alert_absorbed on alert (absorbed_into) where absorbed_into is not null;
create index alert_last_seen on alert (last_seen_at) where absorbed_into is null;
create index service_point_elevation_zone on service_point (elevation_zone);

-- Rows of batches that the billing system has not in its own files yet: the last attempt of each receipt. What needs a person is
-- found among them, and not among all that ever went out.
create table exchange_row_open (
  receipt text primary key,
  attempt smallint not null,
  batch_id bigint not null references exchange_batch,
  line integer not null
);
create index exchange_row_open_batch on exchange_row_open (batch_id);
create function sent_row_is_open() returns trigger language plpgsql as $$
begin
  insert into exchange_row_open as open (receipt, attempt, batch_id, line)
    select distinct on (receipt) receipt, attempt, batch_id, line from written w
    where (select count(*) from (select from exchange_confirmation c where c.receipt = w.receipt limit 1) one) = 0
    order by receipt, attempt desc
    on conflict (receipt) do update set attempt = excluded.attempt, batch_id = excluded.batch_id, line = excluded.line
      where open.attempt < excluded.attempt;
  return null;
end $$;
create trigger batch_row_is_open after insert on exchange_batch_row referencing new table as written
  for each statement execute function sent_row_is_open();
create function confirmed_row_is_closed() returns trigger language plpgsql as $$
begin
  delete from exchange_row_open o using written w where o.receipt = w.receipt;
  return null;
end $$;
create trigger confirmation_closes after insert on exchange_confirmation referencing new table as written
  for each statement execute function confirmed_row_is_closed();
create function row_sent_again_is_closed() returns trigger language plpgsql as $$
begin
  delete from exchange_row_open o using written w where o.receipt = w.receipt and o.attempt < w.attempt;
  return null;
end $$;
create trigger resend_closes after insert on exchange_resend referencing new table as written
  for each statement execute function row_sent_again_is_closed();
insert into exchange_row_open (receipt, attempt, batch_id, line)
  select distinct on (receipt) receipt, attempt, batch_id, line from exchange_batch_row r
  where not exists (select from exchange_confirmation c where c.receipt = r.receipt)
    and not exists (select from exchange_resend d where d.receipt = r.receipt and d.attempt > r.attempt)
  order by receipt, attempt desc;

-- Meters of concern are found by what makes them so, and what a survey was of is kept when it ends.
create index meter_survey_still on meter_survey ((reads_through - coalesce(last_flow_at, reads_from)));
create index meter_survey_unowned on meter_survey (unowned_gallons) where unowned_gallons > 0;
create index meter_survey_unbilled on meter_survey (unbilled_gallons) where unbilled_gallons > 0;
create table last_meter_survey (
  only_one boolean primary key default true check (only_one),
  surveyed_at timestamptz not null,
  meters bigint not null,
  reads_through timestamptz not null
);
insert into last_meter_survey (surveyed_at, meters, reads_through)
  select max(surveyed_at), count(*), max(reads_through) from meter_survey having count(*) > 0;
