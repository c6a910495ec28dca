-- Logins are better-auth's tables (their own migration). A login reaches an account only through account_access.

create table account_access (
  id bigint generated always as identity primary key,
  login_id text not null,
  account_id bigint not null references account,
  role text not null check (role in ('owner', 'delegate')),
  nickname text,
  granted_at timestamptz not null,
  -- How it was proven: bill-numbers, mailed-code, invitation.
  proven_by text not null,
  ended_at timestamptz check (ended_at >= granted_at)
);
create unique index account_access_one_owner on account_access (account_id) where role = 'owner' and ended_at is null;
create unique index account_access_once on account_access (login_id, account_id) where ended_at is null;

-- Codes mailed on paper to the billing address, for an account that is already claimed (R3). Only a hash is kept.
create table mailed_code (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  login_id text not null,
  code_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  attempts smallint not null default 0
);

create table autopay (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  login_id text not null,
  payment_method_id bigint not null,
  -- On the due date, or this many days before it.
  days_before_due smallint not null default 0 check (days_before_due between 0 and 20),
  cap_cents bigint check (cap_cents > 0),
  -- The authorization, word for word as agreed.
  authorization_text text not null,
  authorization_version text not null,
  authorization_language text not null check (authorization_language in ('es', 'en')),
  agreed_at timestamptz not null,
  agreed_address text not null,
  -- The first bill due on or after this date is paid by it (T3's lead time applied).
  first_due_on date not null,
  ended_at timestamptz,
  ended_reason text
);
create unique index autopay_one_an_account on autopay (account_id) where ended_at is null;

create table ebill (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  login_id text not null,
  email text not null,
  language text not null check (language in ('es', 'en')),
  consent_text text not null,
  consent_version text not null,
  consented_at timestamptz not null,
  consented_address text not null,
  -- Paper until the address is verified.
  verification_hash text not null,
  verification_expires_at timestamptz not null,
  verified_at timestamptz,
  ended_at timestamptz,
  ended_reason text
);
create unique index ebill_one_an_account on ebill (account_id) where ended_at is null;

-- Counters behind rate limits: one row a key and window.
create table rate_limit (
  key text not null,
  window_start timestamptz not null,
  hits integer not null,
  primary key (key, window_start)
);

-- Who did what, when: customers see theirs, staff search it. Append-only; the seed of S11.
create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('customer', 'staff', 'guest', 'system')),
  actor_id text,
  action text not null,
  account_id bigint references account,
  detail jsonb not null default '{}',
  address text
);
create index audit_event_account on audit_event (account_id, at desc);
create trigger audit_event_append_only before update or delete or truncate on audit_event
  for each statement execute function history_is_append_only();
