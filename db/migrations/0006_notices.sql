-- Every notice is kept, readable in the portal, and sent exactly once.

create table notice (
  id bigint generated always as identity primary key,
  account_id bigint references account,
  customer_id bigint references customer,
  login_id text,
  event text not null,
  channel text not null check (channel in ('email', 'letter', 'sms')),
  language text not null check (language in ('es', 'en')),
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  -- The same key again is the same notice.
  idempotency_key text not null unique,
  state text not null check (state in ('queued', 'sent', 'failed')),
  -- Secrets such as codes are shown once by mail, never in the portal.
  private boolean not null default false,
  created_at timestamptz not null,
  sent_at timestamptz,
  failure text
);
create index notice_account on notice (account_id, created_at desc);

-- The demo mailbox: what its SMTP server received, and the letters printed.
create table demo_mail (
  id bigint generated always as identity primary key,
  received_at timestamptz not null,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  headers jsonb not null default '{}'
);

-- A print batch: PDFs and an index of who is still on paper, and why.
create table print_batch (
  id bigint generated always as identity primary key,
  bill_run_id bigint unique references bill_run,
  folder text not null,
  state text not null check (state in ('queued', 'printed')),
  items integer not null default 0,
  created_at timestamptz not null,
  printed_at timestamptz
);
