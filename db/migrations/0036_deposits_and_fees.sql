-- Deposits: held in the ledger, here is why each was taken and given back. Fees of the utility: asked, answered, posted.

create index posting_deposit on posting (account_id) include (amount_cents, entry_id) where ledger_account = 'deposits';

create table deposit_taken (
  ledger_entry_id bigint primary key references ledger_entry,
  account_id bigint not null references account,
  -- Its kind in utility.yaml, in the words it had then.
  kind text not null,
  label_es text not null,
  label_en text not null,
  note text not null,
  -- None where it came over from the system before.
  staff_id text references staff_member,
  taken_at timestamptz not null
);
create index deposit_taken_account on deposit_taken (account_id);

create table deposit_credit (
  ledger_entry_id bigint primary key references ledger_entry,
  account_id bigint not null references account,
  -- So many bills in a row were paid in time, or this is the last bill.
  why text not null check (why in ('prompt', 'final')),
  bills smallint not null,
  taken_on date not null
);

create table fee_charge (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  -- Its id in utility.yaml, in the words it had then.
  fee text not null,
  label_es text not null,
  label_en text not null,
  amount_cents bigint not null check (amount_cents > 0),
  sample boolean not null,
  reason text not null check (reason <> ''),
  -- None where it follows by itself from a payment that came back.
  staff_id text references staff_member,
  payment_reference text unique,
  -- None while a second person has not agreed, or never.
  ledger_entry_id bigint unique references ledger_entry,
  -- The form it was sent from: a button pressed twice is one fee.
  form_key text not null unique,
  asked_at timestamptz not null,
  check ((staff_id is null) = (payment_reference is not null))
);
create index fee_charge_account on fee_charge (account_id);
create index fee_charge_waiting on fee_charge (id) where ledger_entry_id is null;

create table fee_answer (
  charge_id bigint primary key references fee_charge,
  staff_id text not null references staff_member,
  outcome text not null check (outcome in ('approved', 'denied')),
  reason text not null,
  ledger_entry_id bigint unique references ledger_entry,
  answered_at timestamptz not null,
  check ((outcome = 'approved') = (ledger_entry_id is not null))
);

-- Fees that come with every bill, from a day until it is ended.
create table recurring_fee (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  fee text not null,
  from_on date not null,
  reason text not null check (reason <> ''),
  staff_id text not null references staff_member,
  set_at timestamptz not null
);
create index recurring_fee_account on recurring_fee (account_id);

create table recurring_fee_end (
  recurring_fee_id bigint primary key references recurring_fee,
  -- The first day without it.
  ends_on date not null,
  reason text not null check (reason <> ''),
  staff_id text not null references staff_member,
  ended_at timestamptz not null
);

-- A bill prints what was posted since the one before: few among the entries, and found by this alone.
drop index ledger_entry_late_fee;
create index ledger_entry_printed on ledger_entry (id) where kind in ('late-fee', 'fee', 'deposit-credit');

create trigger deposit_taken_append_only before update or delete or truncate on deposit_taken
  for each statement execute function history_is_append_only();
create trigger deposit_credit_append_only before update or delete or truncate on deposit_credit
  for each statement execute function history_is_append_only();
create trigger fee_charge_append_only before update or delete or truncate on fee_charge
  for each statement execute function history_is_append_only();
create trigger fee_answer_append_only before update or delete or truncate on fee_answer
  for each statement execute function history_is_append_only();
create trigger recurring_fee_append_only before update or delete or truncate on recurring_fee
  for each statement execute function history_is_append_only();
create trigger recurring_fee_end_append_only before update or delete or truncate on recurring_fee_end
  for each statement execute function history_is_append_only();
