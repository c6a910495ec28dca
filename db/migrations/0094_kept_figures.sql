-- release: 0.2.0 expand
-- What pages show of a whole town is kept, and follows what happens. A change of an account leaves a note in the transaction that
-- makes it (`account_touched`); who looks, and a job each minute, takes the notes and works those accounts out again. Notes are only
-- ever added by who works, so nobody waits for anybody: not for a row that all would count in, and not for what the figures cost.
-- Nothing here is a fact of its own: without its row in `figures_basis` all of it is worked out again.

-- Accounts that changed since their figures were worked out, as often as they did.
create table account_touched (
  account_id bigint not null
);

-- The cut-over and the other choices that the figures were worked out by.
create table figures_basis (
  only_one boolean primary key default true check (only_one),
  cut_over date not null,
  last_draft_days integer not null,
  time_zone text not null
);

create table account_figures (
  account_id bigint primary key,
  billing_cycle text not null,
  -- 'infinity' while it is open.
  closed_on date not null,
  -- The end of the last period that was billed, here or in the system before.
  billed_through date,
  -- From when nobody was billed though somebody is or was served; null of a closed account that has its last bill.
  unbilled_since date,
  is_registered boolean not null,
  -- 'infinity' where it had autopay in the old portal, the day of what was scheduled there without, '-infinity' where neither.
  lapses_on date not null,
  has_autopay boolean not null,
  had_ebill boolean not null,
  has_ebill boolean not null,
  -- One for each time somebody tried to reach its customer about the move, by what.
  channels text[] not null
);
create index account_figures_unbilled on account_figures (unbilled_since) where unbilled_since is not null;
create index account_figures_cycle on account_figures (billing_cycle) where unbilled_since is not null;

-- How many accounts there are of each kind, as `account_figures` has them.
create table move_figures (
  closed_on date not null,
  lapses_on date not null,
  accounts bigint not null,
  registered bigint not null,
  with_autopay bigint not null,
  had_ebill bigint not null,
  with_ebill bigint not null,
  primary key (closed_on, lapses_on)
);
create table move_channel (
  channel text primary key,
  contacts bigint not null,
  accounts bigint not null
);

-- What somebody did on a day of the utility, by kind; and what is not in it yet.
create table move_day (
  on_day date not null,
  kind text not null,
  steps bigint not null,
  primary key (on_day, kind)
);
create table move_step (
  at timestamptz not null,
  kind text not null,
  steps integer not null
);

-- A bill at risk by the move, for the days on which it is.
create table account_at_risk (
  account_id bigint not null,
  from_day date not null,
  until_day date not null,
  due_on date not null,
  owed_cents bigint not null,
  bill_number text not null,
  because text not null,
  language text not null,
  is_contacted boolean not null,
  primary key (account_id, from_day)
);
create index account_at_risk_urgency on account_at_risk (due_on, (- owed_cents), account_id);
create table at_risk_figures (
  due_on date not null,
  from_day date not null,
  until_day date not null,
  language text not null,
  is_contacted boolean not null,
  accounts bigint not null,
  owed_cents numeric not null,
  primary key (due_on, from_day, until_day, language, is_contacted)
);

create function account_row_is_touched() returns trigger language plpgsql as $$
begin
  insert into account_touched (account_id) select id from written;
  return null;
end $$;
create trigger account_new_is_touched after insert on account referencing new table as written
  for each statement execute function account_row_is_touched();
create trigger account_changed_is_touched after update on account referencing new table as written
  for each statement execute function account_row_is_touched();
create trigger account_gone_is_touched after delete on account referencing old table as written
  for each statement execute function account_row_is_touched();

create function account_of_row_is_touched() returns trigger language plpgsql as $$
begin
  insert into account_touched (account_id) select distinct account_id from written where account_id is not null;
  return null;
end $$;
create trigger access_new_touches after insert on account_access referencing new table as written
  for each statement execute function account_of_row_is_touched();
create trigger access_changed_touches after update on account_access referencing new table as written
  for each statement execute function account_of_row_is_touched();
create trigger access_gone_touches after delete on account_access referencing old table as written
  for each statement execute function account_of_row_is_touched();
create trigger autopay_new_touches after insert on autopay referencing new table as written
  for each statement execute function account_of_row_is_touched();
create trigger autopay_changed_touches after update on autopay referencing new table as written
  for each statement execute function account_of_row_is_touched();
create trigger autopay_gone_touches after delete on autopay referencing old table as written
  for each statement execute function account_of_row_is_touched();
create trigger ebill_new_touches after insert on ebill referencing new table as written
  for each statement execute function account_of_row_is_touched();
create trigger ebill_changed_touches after update on ebill referencing new table as written
  for each statement execute function account_of_row_is_touched();
create trigger ebill_gone_touches after delete on ebill referencing old table as written
  for each statement execute function account_of_row_is_touched();
create trigger roster_new_touches after insert on roster_entry referencing new table as written
  for each statement execute function account_of_row_is_touched();
create trigger roster_changed_touches after update on roster_entry referencing new table as written
  for each statement execute function account_of_row_is_touched();
create trigger roster_gone_touches after delete on roster_entry referencing old table as written
  for each statement execute function account_of_row_is_touched();
create trigger outreach_new_touches after insert on outreach referencing new table as written
  for each statement execute function account_of_row_is_touched();
create trigger outreach_changed_touches after update on outreach referencing new table as written
  for each statement execute function account_of_row_is_touched();
create trigger outreach_gone_touches after delete on outreach referencing old table as written
  for each statement execute function account_of_row_is_touched();

-- Only a posted bill counts, and only that it comes to stand or stands no longer.
create function account_of_new_bill_is_touched() returns trigger language plpgsql as $$
begin
  insert into account_touched (account_id) select distinct account_id from written where state = 'posted';
  return null;
end $$;
create trigger bill_new_touches after insert on bill referencing new table as written
  for each statement execute function account_of_new_bill_is_touched();
create function account_of_changed_bill_is_touched() returns trigger language plpgsql as $$
begin
  insert into account_touched (account_id)
    select distinct a.account_id from after a join before b using (id)
    where a.state <> b.state and 'posted' in (a.state, b.state);
  return null;
end $$;
create trigger bill_changed_touches after update on bill referencing old table as before new table as after
  for each statement execute function account_of_changed_bill_is_touched();
create trigger bill_gone_touches after delete on bill referencing old table as written
  for each statement execute function account_of_new_bill_is_touched();

-- What is owed and what is paid counts only where the old portal had something: asked of each account by itself, since a plan
-- that knows nothing of `written` would read the roster.
create function account_in_roster_is_touched() returns trigger language plpgsql as $$
begin
  insert into account_touched (account_id)
    select w.account_id from (select distinct account_id from written where account_id is not null) w
    cross join lateral (
      select from roster_entry r
      where r.account_id = w.account_id and (r.had_autopay or r.next_draft_on is not null) limit 1
    ) had;
  return null;
end $$;
create trigger posting_touches after insert on posting referencing new table as written
  for each statement execute function account_in_roster_is_touched();
create trigger payment_new_touches after insert on payment referencing new table as written
  for each statement execute function account_in_roster_is_touched();
create trigger payment_changed_touches after update on payment referencing new table as written
  for each statement execute function account_in_roster_is_touched();
create trigger payment_gone_touches after delete on payment referencing old table as written
  for each statement execute function account_in_roster_is_touched();

create function accounts_of_customer_are_touched() returns trigger language plpgsql as $$
begin
  insert into account_touched (account_id)
    select a.id from after c join before b using (id) join account a on a.customer_id = c.id
    where c.language <> b.language;
  return null;
end $$;
create trigger customer_changed_touches after update on customer referencing old table as before new table as after
  for each statement execute function accounts_of_customer_are_touched();

create function accounts_of_objection_are_touched() returns trigger language plpgsql as $$
begin
  insert into account_touched (account_id)
    select x.account_id from written o join account_access x on x.id = o.access_id;
  return null;
end $$;
create trigger objection_new_touches after insert on access_objection referencing new table as written
  for each statement execute function accounts_of_objection_are_touched();
create trigger objection_changed_touches after update on access_objection referencing new table as written
  for each statement execute function accounts_of_objection_are_touched();
create trigger objection_gone_touches after delete on access_objection referencing old table as written
  for each statement execute function accounts_of_objection_are_touched();

-- The moment of a row is in the column that the first argument names; the second says what was done then.
create function step_is_kept() returns trigger language plpgsql as $$
declare
  was timestamptz;
  is_now timestamptz;
begin
  if tg_op <> 'INSERT' then was := to_jsonb(old) ->> tg_argv[0]; end if;
  if tg_op <> 'DELETE' then is_now := to_jsonb(new) ->> tg_argv[0]; end if;
  if was is distinct from is_now then
    insert into move_step (at, kind, steps)
      select at, tg_argv[1], steps from (values (was, -1), (is_now, 1)) as step (at, steps) where at is not null;
  end if;
  return null;
end $$;
create trigger access_is_a_step after insert on account_access for each row
  when (new.role = 'owner') execute function step_is_kept('granted_at', 'registered');
create trigger access_was_a_step after delete on account_access for each row
  when (old.role = 'owner') execute function step_is_kept('granted_at', 'registered');
create trigger autopay_is_a_step after insert or delete on autopay for each row execute function step_is_kept('agreed_at', 'autopay');
create trigger ebill_is_a_step after insert or delete on ebill for each row execute function step_is_kept('verified_at', 'ebill');
create trigger ebill_becomes_a_step after update of verified_at on ebill for each row execute function step_is_kept('verified_at', 'ebill');
create trigger outreach_is_a_step after insert or delete on outreach for each row execute function step_is_kept('at', 'outreach');
