-- Bills made from hours that say something else since: a file corrected them, late reads came, a person decided.

-- What the hours say now of a posted bill, as far as it was looked at; one row a bill.
create table bill_correction (
  bill_id bigint primary key references bill,
  found_at timestamptz not null,
  seen_at timestamptz not null,
  -- Whole gallons and charges as they would be billed now, less what was billed.
  gallons bigint not null,
  amount_cents bigint not null,
  -- waits: for an answer. carried: the next read goes on from before it. stands: nothing is done about it.
  -- gone: the hours say again what was billed. rebilled: cancelled and billed again.
  state text not null check (state in ('waits', 'carried', 'stands', 'gone', 'rebilled')),
  check (state <> 'gone' or (gallons = 0 and amount_cents = 0))
);
create index bill_correction_state on bill_correction (state, seen_at);

-- What a person decided of it, of which difference, and why.
create table bill_correction_decision (
  id bigint generated always as identity primary key,
  bill_id bigint not null references bill_correction,
  kind text not null check (kind in ('rebill', 'carry', 'stand')),
  gallons bigint not null,
  amount_cents bigint not null,
  reason text not null check (reason <> ''),
  staff_id text not null references staff_member,
  decided_at timestamptz not null,
  -- The bill that came in its place.
  rebilled_id bigint references bill,
  check ((kind = 'rebill') = (rebilled_id is not null))
);
create index bill_correction_decisions on bill_correction_decision (bill_id, id);

create trigger bill_correction_decision_append_only before update or delete or truncate on bill_correction_decision
  for each statement execute function history_is_append_only();
