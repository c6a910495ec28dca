-- Payments through the processor's hosted pages. No card or bank number is ever here: only the processor's tokens.

create table payment_method (
  id bigint generated always as identity primary key,
  login_id text not null,
  processor text not null,
  processor_token text not null unique,
  kind text not null check (kind in ('card', 'bank')),
  brand text not null,
  last4 char(4) not null,
  -- Last day of the month of expiry; cards only.
  expires_on date,
  created_at timestamptz not null,
  removed_at timestamptz
);
create index payment_method_login on payment_method (login_id) where removed_at is null;
alter table autopay add foreign key (payment_method_id) references payment_method;

create table payment (
  id bigint generated always as identity primary key,
  -- Shown to people, unguessable: the receipt's number.
  reference text not null unique,
  account_id bigint not null references account,
  amount_cents bigint not null check (amount_cents > 0),
  fee_cents bigint not null default 0 check (fee_cents >= 0),
  channel text not null check (channel in ('portal', 'guest', 'phone', 'autopay', 'counter', 'lockbox', 'legacy')),
  state text not null check (state in ('started', 'succeeded', 'declined', 'abandoned', 'returned', 'refunded')),
  -- Who started it: a login, a staff member, or nobody known (guest).
  login_id text,
  staff_id text,
  payment_method_id bigint references payment_method,
  method_kind text check (method_kind in ('card', 'bank', 'cash', 'check')),
  method_brand text,
  method_last4 char(4),
  processor text,
  processor_session text unique,
  processor_payment text unique,
  decline_code text,
  receipt_email text,
  receipt_language text not null default 'es' check (receipt_language in ('es', 'en')),
  idempotency_key text not null unique,
  started_at timestamptz not null,
  settled_at timestamptz,
  -- The day the customer paid.
  paid_on date,
  ledger_entry_id bigint unique references ledger_entry,
  check ((state in ('succeeded', 'returned', 'refunded')) = (ledger_entry_id is not null))
);
create index payment_account on payment (account_id, started_at desc);
create index payment_started on payment (started_at) where state = 'started';

-- Webhooks as they came; an event is worked once, in any order, however often it is sent.
create table processor_event (
  id text primary key,
  processor text not null,
  kind text not null,
  payload jsonb not null,
  received_at timestamptz not null,
  worked_at timestamptz,
  outcome text
);

-- One draft a bill and autopay authorization; the key of exactly-once.
create table autopay_draft (
  id bigint generated always as identity primary key,
  autopay_id bigint not null references autopay,
  bill_id bigint not null references bill,
  attempt smallint not null check (attempt in (1, 2)),
  draft_on date not null,
  amount_cents bigint,
  state text not null check (state in ('scheduled', 'submitted', 'succeeded', 'failed', 'skipped')),
  skipped_reason text,
  payment_id bigint unique references payment,
  created_at timestamptz not null,
  unique (autopay_id, bill_id, attempt)
);
create index autopay_draft_due on autopay_draft (draft_on) where state = 'scheduled';

-- The bundled sandbox processor's own books, apart from Caudal's: what a real processor would keep on its side.
create schema sandbox_processor;
create table sandbox_processor.session (
  id text primary key,
  merchant_reference text not null,
  idempotency_key text not null unique,
  amount_cents bigint not null,
  purpose text not null check (purpose in ('payment', 'setup')),
  language text not null,
  summary text not null,
  return_url text not null,
  webhook_url text not null,
  state text not null check (state in ('open', 'succeeded', 'declined', 'abandoned')),
  method_token text,
  created_at timestamptz not null
);
create table sandbox_processor.method (
  token text primary key,
  kind text not null check (kind in ('card', 'bank')),
  brand text not null,
  last4 char(4) not null,
  expires_on date,
  -- What charging it does: succeeds, or declines with this code.
  declines_with text
);
create table sandbox_processor.charge (
  id text primary key,
  session_id text unique references sandbox_processor.session,
  idempotency_key text not null unique,
  method_token text not null references sandbox_processor.method,
  amount_cents bigint not null,
  state text not null check (state in ('succeeded', 'declined')),
  decline_code text,
  created_at timestamptz not null
);
