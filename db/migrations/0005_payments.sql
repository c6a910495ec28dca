-- Payments through the processor's hosted pages. No card or bank number is ever here: only the processor's tokens.

create table payment_method (
  id bigint generated always as identity primary key,
  login_id text not null,
  processor text not null,
  -- The processor's own id of the saved method: what a draft charges.
  processor_token text not null unique,
  -- The processor's customer that the method belongs to, where it has one.
  processor_customer text,
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
  -- Shown to people, unguessable: the receipt's number, and the idempotency key towards the processor.
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
  -- The hosted page, so that a second click on the same form comes to the same page.
  processor_url text,
  processor_payment text unique,
  decline_code text,
  return_code text,
  receipt_email text,
  receipt_language text not null default 'es' check (receipt_language in ('es', 'en')),
  -- One form, one payment: the same form sent twice is the same row.
  idempotency_key text not null unique,
  started_at timestamptz not null,
  settled_at timestamptz,
  -- The day the customer paid.
  paid_on date,
  ledger_entry_id bigint unique references ledger_entry,
  -- The entry that took it out of the books again: a return or a refund.
  undoing_entry_id bigint unique references ledger_entry,
  check ((state in ('succeeded', 'returned', 'refunded')) = (ledger_entry_id is not null)),
  check ((state in ('returned', 'refunded')) = (undoing_entry_id is not null)),
  check ((ledger_entry_id is null) = (paid_on is null))
);
create index payment_account on payment (account_id, started_at desc);
create index payment_started on payment (started_at) where state = 'started';

-- What the processor's webhooks said; an event is worked once, in any order, however often it is sent.
create table processor_event (
  processor text not null,
  id text not null,
  kind text not null,
  -- The payment it speaks of, and what it makes of it, as understood: no card and no person.
  reference text,
  outcome jsonb,
  received_at timestamptz not null,
  -- What it changed: the payment's new state, or why nothing.
  result text not null,
  primary key (processor, id)
);

-- A customer on the way to autopay: what was chosen, while the processor's page saves the method and before agreeing.
create table autopay_setup (
  id bigint generated always as identity primary key,
  reference text not null unique,
  account_id bigint not null references account,
  login_id text not null,
  days_before_due smallint not null check (days_before_due between 0 and 20),
  cap_cents bigint check (cap_cents > 0),
  processor_session text unique,
  processor_url text,
  payment_method_id bigint references payment_method,
  idempotency_key text not null unique,
  created_at timestamptz not null,
  -- Agreed: what it became.
  autopay_id bigint unique references autopay
);

-- One draft a bill, authorization and attempt; the key of exactly-once.
create table autopay_draft (
  id bigint generated always as identity primary key,
  autopay_id bigint not null references autopay,
  bill_id bigint not null references bill,
  attempt smallint not null check (attempt in (1, 2)),
  draft_on date not null,
  amount_cents bigint,
  state text not null check (state in ('scheduled', 'submitted', 'succeeded', 'failed', 'skipped')),
  skipped_reason text check ((skipped_reason is not null) = (state = 'skipped')),
  payment_id bigint unique references payment,
  created_at timestamptz not null,
  unique (autopay_id, bill_id, attempt),
  check ((state in ('submitted', 'succeeded', 'failed')) = (payment_id is not null)),
  check ((payment_id is null) = (amount_cents is null))
);
create index autopay_draft_due on autopay_draft (draft_on) where state in ('scheduled', 'submitted');
-- Whatever was agreed, ended and agreed again: a bill has one draft at a time.
create unique index autopay_draft_one_a_bill on autopay_draft (bill_id) where state in ('scheduled', 'submitted');

-- The bundled sandbox processor's own books, apart from Caudal's: what a real processor would keep on its side.
create schema sandbox_processor;
create table sandbox_processor.session (
  id text primary key,
  merchant_reference text not null,
  idempotency_key text not null unique,
  purpose text not null check (purpose in ('payment', 'setup')),
  amount_cents bigint not null check (amount_cents > 0 or purpose = 'setup'),
  method_kind text check (method_kind in ('card', 'bank')),
  language text not null check (language in ('es', 'en')),
  merchant text not null,
  summary text not null,
  return_url text not null,
  state text not null check (state in ('open', 'complete', 'closed')),
  method_token text,
  -- The last refusal, kept while the page stays open for another try.
  declined_with text,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create table sandbox_processor.method (
  token text primary key,
  kind text not null check (kind in ('card', 'bank')),
  brand text not null,
  last4 char(4) not null,
  expires_on date,
  -- What charging it does: succeeds, or declines with this code; a bank account may also return later.
  declines_with text,
  returns_with text
);
create table sandbox_processor.charge (
  id text primary key,
  merchant_reference text not null unique,
  session_id text unique references sandbox_processor.session,
  idempotency_key text not null unique,
  method_token text not null references sandbox_processor.method,
  amount_cents bigint not null check (amount_cents > 0),
  state text not null check (state in ('succeeded', 'declined', 'returned', 'refunded')),
  code text,
  created_at timestamptz not null
);
create table sandbox_processor.event (
  id text primary key,
  webhook_url text not null,
  payload text not null,
  created_at timestamptz not null,
  attempts integer not null default 0,
  delivered_at timestamptz
);
create index sandbox_event_undelivered on sandbox_processor.event (created_at) where delivered_at is null;
