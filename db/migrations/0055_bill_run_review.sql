-- release: 0.2.0 expand
-- A bill run is looked at before it is owed: calculated, approved by a second person, posted; or cancelled.

alter table bill_run drop constraint bill_run_check, drop constraint bill_run_state_check;
alter table bill_run
  add constraint bill_run_state_is_known check (state in ('calculated', 'approved', 'posted', 'cancelled')),
  add constraint bill_run_posted_has_its_moment
    check ((state <> 'posted' or posted_at is not null) and (posted_at is null or state in ('posted', 'cancelled')));

-- Who did what to a run, when and why; nobody where the program did it by itself.
create table bill_run_event (
  id bigint generated always as identity primary key,
  bill_run_id bigint not null references bill_run,
  event text not null check (event in ('calculated', 'approved', 'posted', 'cancelled', 'cancelled-in-part')),
  staff_id text references staff_member,
  reason text not null default '',
  detail jsonb not null default '{}',
  at timestamptz not null
);
create index bill_run_event_run on bill_run_event (bill_run_id);
create trigger bill_run_event_append_only before update or delete or truncate on bill_run_event
  for each statement execute function history_is_append_only();

-- What the rules found about a calculated bill; with `holds` it waits for a person.
create table bill_finding (
  bill_id bigint not null references bill on delete cascade,
  rule text not null,
  holds boolean not null,
  params jsonb not null default '{}',
  primary key (bill_id, rule)
);

-- What a person decided about it. The draft may be gone by then: its number stays.
create table bill_decision (
  id bigint generated always as identity primary key,
  bill_run_id bigint not null references bill_run,
  account_id bigint not null references account,
  bill_number text not null,
  kind text not null check (kind in ('release', 'hold-out', 're-read', 'correct-read', 'estimate')),
  rules text[] not null,
  reason text not null check (reason <> ''),
  staff_id text not null references staff_member,
  decided_at timestamptz not null
);
create index bill_decision_run on bill_decision (bill_run_id, account_id);
create index bill_decision_bill on bill_decision (bill_number) where kind = 'release';
create trigger bill_decision_append_only before update or delete or truncate on bill_decision
  for each statement execute function history_is_append_only();

-- Whatever posts bills: one that waits for a person is not posted.
create function held_bill_waits_for_a_person() returns trigger language plpgsql as $$
declare
  waiting record;
begin
  select b.number, f.rule into waiting
  from after b
  join before was on was.id = b.id and was.state = 'draft' and b.state = 'posted'
  join bill_finding f on f.bill_id = b.id and f.holds
  where not exists (
    select from bill_decision d where d.bill_number = b.number and d.kind = 'release' and f.rule = any (d.rules)
  )
  limit 1;
  if waiting.number is not null then
    raise exception 'bill % waits for a person: %', waiting.number, waiting.rule
      using errcode = 'check_violation', constraint = 'held_bill_waits_for_a_person';
  end if;
  return null;
end $$;
create trigger held_bill_waits_for_a_person after update on bill
  referencing old table as before new table as after
  for each statement execute function held_bill_waits_for_a_person();

-- Runs of before: whoever calculated them is not known.
insert into bill_run_event (bill_run_id, event, at) select id, 'calculated', created_at from bill_run;
insert into bill_run_event (bill_run_id, event, at) select id, 'posted', posted_at from bill_run where posted_at is not null;
