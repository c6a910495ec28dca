-- The old portal's roster: what each account had there. No password or payment method is ever imported.

create table roster_import (
  id bigint generated always as identity primary key,
  file_name text not null,
  sha256 text not null unique,
  imported_at timestamptz not null,
  imported_by text not null,
  lines_read integer not null,
  lines_new integer not null,
  lines_changed integer not null,
  lines_unchanged integer not null,
  lines_refused integer not null
);

create table roster_entry (
  account_id bigint primary key references account,
  email text,
  language text check (language in ('es', 'en')),
  had_autopay boolean not null,
  -- The next draft the old portal had scheduled; on or after the cut-over it lapses.
  next_draft_on date,
  next_draft_cents bigint check (next_draft_cents >= 0),
  had_ebill boolean not null,
  last_login_on date,
  roster_import_id bigint not null references roster_import,
  line integer not null
);

create table roster_refusal (
  id bigint generated always as identity primary key,
  roster_import_id bigint not null references roster_import,
  line integer not null,
  field text,
  code text not null,
  params jsonb not null default '{}',
  raw text not null
);

-- What was tried to reach a customer about the move, by channel, for the cockpit.
create table outreach (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  channel text not null check (channel in ('email', 'letter', 'phone', 'sms')),
  reason text not null,
  notice_id bigint references notice,
  staff_id text,
  at timestamptz not null
);
create index outreach_account on outreach (account_id);

-- A late fee that policy holds back for an account the move put at risk.
create table late_fee_hold (
  account_id bigint primary key references account,
  until_on date not null,
  reason text not null,
  created_at timestamptz not null
);
