-- The old portal's roster: what each account had there. No password or payment method is ever imported.

create table roster_import (
  id bigint generated always as identity primary key,
  file_name text not null,
  -- The same file again is recorded again and changes nothing.
  sha256 text not null,
  encoding text not null,
  delimiter text not null,
  -- Columns left alone, and columns dropped unseen because their names promise passwords, bank or card data.
  ignored_columns text[] not null,
  secret_columns text[] not null,
  imported_at timestamptz not null,
  -- `staff:<id>` or `cli`.
  imported_by text not null,
  lines_read integer not null,
  lines_new integer not null,
  lines_changed integer not null,
  lines_unchanged integer not null,
  -- A later line of the same file was about the same account.
  lines_superseded integer not null,
  lines_refused integer not null,
  check (lines_read = lines_new + lines_changed + lines_unchanged + lines_superseded + lines_refused)
);
create index roster_import_latest on roster_import (imported_at desc);

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
  -- The file and line that last changed it.
  roster_import_id bigint not null references roster_import,
  line integer not null
);
-- The at-risk list starts from those that had something scheduled, a third of the accounts or less.
create index roster_entry_autopay on roster_entry (account_id) where had_autopay or next_draft_on is not null;

-- A roster uploaded and looked at but not confirmed yet: only the columns Caudal reads, never the file itself.
create table roster_upload (
  id uuid primary key,
  staff_id text not null,
  uploaded_at timestamptz not null,
  reading jsonb not null
);

-- One row for each thing wrong with a line, so that a person can correct all of it at once.
create table roster_refusal (
  id bigint generated always as identity primary key,
  roster_import_id bigint not null references roster_import,
  line integer not null,
  -- The column's position in the file (from 1) and the name Caudal reads it by.
  column_number smallint,
  field text,
  code text not null,
  params jsonb not null default '{}',
  -- The values of the columns Caudal reads, in the reference's order; null where the line could not be told apart
  -- into columns, since a password could then be among them.
  kept text[]
);
create index roster_refusal_import on roster_refusal (roster_import_id, line);

-- What was tried to reach a customer about the move, by channel, for the cockpit.
create table outreach (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  channel text not null check (channel in ('email', 'letter', 'phone', 'sms')),
  reason text not null,
  notice_id bigint references notice,
  staff_id text,
  note text,
  at timestamptz not null
);
create index outreach_account on outreach (account_id, at desc);
create index outreach_day on outreach (at);

-- A late fee that policy holds back for an account the move put at risk.
create table late_fee_hold (
  account_id bigint primary key references account,
  until_on date not null,
  reason text not null,
  created_at timestamptz not null
);
