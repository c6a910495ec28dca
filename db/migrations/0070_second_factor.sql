-- release: 0.2.0 expand
-- A customer's second factor beside the password, and the change of the email they sign in with.

-- An authenticator app of a login; the secret is encrypted with the realm's key. It counts from its first right code on.
create table login_totp (
  login_id text primary key references login on delete cascade,
  secret text not null,
  made_at timestamptz not null,
  verified_at timestamptz check (verified_at >= made_at),
  -- The person said that the recovery codes are kept in a safe place.
  codes_saved_at timestamptz
);

-- Ten codes for the day the app is not at hand. Each works once; only slow hashes are kept.
create table login_recovery_code (
  login_id text not null references login_totp on delete cascade,
  position smallint not null check (position between 1 and 10),
  code_hash text not null,
  made_at timestamptz not null,
  used_at timestamptz check (used_at >= made_at),
  primary key (login_id, position)
);

-- A new email of a login on its way: the old one signs in until the new one is proven, and can object after.
create table email_change (
  id bigint generated always as identity primary key,
  login_id text not null references login on delete cascade,
  email text not null check (email = lower(email)),
  -- What it was, for the objection; none where the login had none.
  email_before text,
  code_hash text,
  code_tries smallint not null default 0,
  link_hash text unique,
  -- Mailed when the change was asked for, and when it was made: both links object.
  objection_hash text unique,
  objection_hash_after text unique,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  proven_at timestamptz check (proven_at >= asked_at),
  -- Taken back by the person, replaced by a newer one, or objected to.
  ended_at timestamptz check (ended_at >= asked_at),
  objected_at timestamptz check (objected_at >= asked_at)
);
create unique index email_change_one_waiting on email_change (login_id) where proven_at is null and ended_at is null;
