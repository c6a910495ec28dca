-- What a demo keeps of its own, in a schema of its own. Only a demo runs this folder; production never has the schema.
-- A demo that began before 0050 of db/migrations has the tables already: that migration moved them here.

-- When pretend time began, and what a newcomer is told.
create table if not exists demo.world (
  only_one boolean primary key default true check (only_one),
  -- The real moment at which `pretended_at` was; pretend time has gone on since at the usual pace.
  began_at timestamptz not null,
  pretended_at timestamptz not null,
  accounts integer not null,
  -- Staff to sign in as and bills to register with, as they are printed at every start.
  told jsonb,
  -- Null while it is being filled: a town that was cut off is built anew.
  filled_at timestamptz
);

-- The mailbox: what its SMTP server received. Letters are read where the product keeps them.
create table if not exists demo.mail (
  id bigint generated always as identity primary key,
  received_at timestamptz not null,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  headers jsonb not null default '{}'
);

-- The carrier: texts and calls that went nowhere.
create table if not exists demo.text (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('text', 'call')),
  at timestamptz not null,
  recipient text not null,
  language text not null check (language in ('es', 'en')),
  body text not null
);

-- The sandbox processor's own books, apart from Caudal's: what a real processor would keep on its side.
create table if not exists demo.processor_session (
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
create table if not exists demo.processor_method (
  token text primary key,
  kind text not null check (kind in ('card', 'bank')),
  brand text not null,
  last4 char(4) not null,
  expires_on date,
  -- What charging it does: succeeds, or declines with this code; a bank account may also return later.
  declines_with text,
  returns_with text
);
create table if not exists demo.processor_charge (
  id text primary key,
  merchant_reference text not null unique,
  session_id text unique references demo.processor_session,
  idempotency_key text not null unique,
  method_token text not null references demo.processor_method,
  amount_cents bigint not null check (amount_cents > 0),
  state text not null check (state in ('succeeded', 'declined', 'returned', 'refunded')),
  code text,
  created_at timestamptz not null
);
create table if not exists demo.processor_event (
  id text primary key,
  webhook_url text not null,
  payload text not null,
  created_at timestamptz not null,
  attempts integer not null default 0,
  delivered_at timestamptz
);
create index if not exists processor_event_undelivered on demo.processor_event (created_at) where delivered_at is null;
