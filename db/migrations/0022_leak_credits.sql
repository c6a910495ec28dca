-- A customer asks for a credit for water that leaked; staff decide, once, and once more on appeal. All append-only.

create table leak_credit_request (
  id bigint generated always as identity primary key,
  -- One request an alert: a leak is credited once.
  alert_id bigint not null unique references alert,
  account_id bigint not null references account,
  login_id text not null references login,
  language text not null check (language in ('es', 'en')),
  note text not null,
  -- What the rule said when it was asked, with its whole sum (src/domain/leak-credits).
  offer jsonb not null,
  offered_cents bigint not null check (offered_cents >= 0),
  asked_at timestamptz not null
);
create index leak_credit_request_account on leak_credit_request (account_id);

create table leak_credit_appeal (
  request_id bigint primary key references leak_credit_request,
  login_id text not null references login,
  reason text not null check (reason <> ''),
  appealed_at timestamptz not null
);

create table leak_credit_decision (
  request_id bigint not null references leak_credit_request,
  -- The first answer, then the one on appeal.
  round smallint not null check (round in (1, 2)),
  staff_id text not null references staff_member,
  outcome text not null check (outcome in ('approved', 'denied')),
  amount_cents bigint not null check (amount_cents >= 0),
  reason text not null check (reason <> ''),
  ledger_entry_id bigint unique references ledger_entry,
  decided_at timestamptz not null,
  primary key (request_id, round),
  -- Nobody judges their own decision.
  unique (request_id, staff_id),
  check ((outcome = 'approved') = (amount_cents > 0) and (outcome = 'approved') = (ledger_entry_id is not null))
);

create trigger leak_credit_request_append_only before update or delete or truncate on leak_credit_request
  for each statement execute function history_is_append_only();
create trigger leak_credit_appeal_append_only before update or delete or truncate on leak_credit_appeal
  for each statement execute function history_is_append_only();
create trigger leak_credit_decision_append_only before update or delete or truncate on leak_credit_decision
  for each statement execute function history_is_append_only();
