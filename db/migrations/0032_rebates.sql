-- Rebates for things that save water: asked for with papers, answered by staff, paid as a credit. All append-only.

create table rebate_application (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  login_id text not null references login,
  language text not null check (language in ('es', 'en')),
  -- Its id in utility.yaml.
  programme text not null,
  items smallint not null check (items > 0),
  -- What was paid for all of them.
  price_cents bigint not null check (price_cents > 0),
  bought_on date not null,
  note text not null,
  -- What the programme's rule said when it was asked, with its sum (src/domain/rebates).
  offer jsonb not null,
  offered_cents bigint not null check (offered_cents > 0),
  asked_at timestamptz not null
);
create index rebate_application_account on rebate_application (account_id, id);
create index rebate_application_programme on rebate_application (programme, asked_at);

create table rebate_document (
  application_id bigint not null references rebate_application,
  document_id bigint not null references stored_document,
  -- Which of the papers that the programme asks for; `more` for any other.
  kind text not null,
  primary key (application_id, document_id, kind)
);

create table rebate_step (
  application_id bigint not null references rebate_application,
  ordinal smallint not null check (ordinal > 0),
  kind text not null check (kind in ('more-needed', 'answered', 'approved', 'paid', 'refused')),
  -- A member of staff, or the customer who sent more.
  staff_id text references staff_member,
  login_id text references login,
  amount_cents bigint check (amount_cents > 0),
  reason text not null,
  ledger_entry_id bigint unique references ledger_entry,
  at timestamptz not null,
  primary key (application_id, ordinal),
  check ((kind = 'answered') = (login_id is not null) and (login_id is null) = (staff_id is not null)),
  check ((kind in ('approved', 'paid')) = (amount_cents is not null)),
  check ((kind = 'paid') = (ledger_entry_id is not null)),
  check (kind not in ('more-needed', 'refused') or reason <> '')
);
-- Paid once, and above the limit approved by one person and paid by another.
create unique index rebate_paid_once on rebate_step (application_id) where kind = 'paid';
create unique index rebate_two_people on rebate_step (application_id, staff_id) where kind in ('approved', 'paid');

create trigger rebate_application_append_only before update or delete or truncate on rebate_application
  for each statement execute function history_is_append_only();
create trigger rebate_document_append_only before update or delete or truncate on rebate_document
  for each statement execute function history_is_append_only();
create trigger rebate_step_append_only before update or delete or truncate on rebate_step
  for each statement execute function history_is_append_only();
