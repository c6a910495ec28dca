-- Who signs in. Two realms wholly apart: customers (login*) and staff (staff_*): no table, key or cookie serves both.
-- better-auth keeps its rows in the first four tables of each realm (gateways/sign-in); the rest are Caudal's own.

create table login (
  id text primary key,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null,
  -- better-auth asks for a name; a customer is not asked for one.
  name text not null,
  image text,
  language text not null default 'es' check (language in ('es', 'en')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table login_session (
  id text primary key,
  login_id text not null references login on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index login_session_login on login_session (login_id);

-- How a login is proven; `password` is a salted scrypt hash (N 16384, r 16, p 1).
create table login_credential (
  id text primary key,
  login_id text not null references login on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index login_credential_login on login_credential (login_id);

create table login_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index login_verification_identifier on login_verification (identifier);

create table login_passkey (
  id text primary key,
  login_id text not null references login on delete cascade,
  name text not null,
  public_key bytea not null,
  -- A counter that goes backwards betrays a copied authenticator; many keep it at zero.
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}',
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index login_passkey_login on login_passkey (login_id);

-- A challenge is answered once: for a login that adds a passkey, or (without a login) for whoever signs in with one.
create table passkey_challenge (
  token_hash text primary key,
  challenge text not null,
  login_id text references login on delete cascade,
  expires_at timestamptz not null
);

create table staff_member (
  id text primary key,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null,
  name text not null,
  image text,
  role text not null check (role in ('csr', 'billing', 'supervisor', 'conservation', 'admin', 'auditor')),
  two_factor_enabled boolean not null default false,
  -- The password was made for them and shown once: it must be replaced at the first sign-in.
  must_change_password boolean not null default false,
  removed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table staff_session (
  id text primary key,
  staff_id text not null references staff_member on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index staff_session_staff on staff_session (staff_id);

create table staff_credential (
  id text primary key,
  staff_id text not null references staff_member on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index staff_credential_staff on staff_credential (staff_id);

create table staff_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index staff_verification_identifier on staff_verification (identifier);

-- Authenticator app; secret and recovery codes are encrypted with the realm's key.
create table staff_totp (
  id text primary key,
  staff_id text not null unique references staff_member on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);

-- A registration on its way: found by the numbers, then an e-mail waiting to be verified. Only hashes of its secrets.
create table registration (
  id bigint generated always as identity primary key,
  -- In the browser's cookie; proves the one who found the account is the one who goes on.
  token_hash text not null unique,
  account_id bigint not null references account,
  -- A free account is attached when the e-mail is verified; a claimed one needs the code mailed on paper as well.
  path text not null check (path in ('free', 'mailed-code')),
  email text check (email = lower(email)),
  -- The e-mail has a login already: its owner was written to, and nothing here can be verified.
  email_is_known boolean not null default false,
  password_hash text,
  wants_passkey boolean not null default false,
  language text check (language in ('es', 'en')),
  consent_text text,
  consent_version text,
  address text,
  code_hash text,
  code_attempts smallint not null default 0,
  link_hash text unique,
  mailed_at timestamptz,
  mails smallint not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  done_at timestamptz,
  login_id text references login,
  check (email is null or (language is not null and consent_version is not null))
);
create index registration_email on registration (email) where done_at is null;

-- What a person agreed to, word for word, when and how (R10). Append-only.
create table consent (
  id bigint generated always as identity primary key,
  login_id text not null references login,
  kind text not null,
  text text not null,
  version text not null,
  language text not null check (language in ('es', 'en')),
  channel text not null check (channel in ('portal')),
  given_at timestamptz not null,
  address text
);
create index consent_login on consent (login_id);
create trigger consent_append_only before update or delete or truncate on consent
  for each statement execute function history_is_append_only();

-- Someone with the right numbers asks the owner of a claimed account to be let in (R3).
create table access_request (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  email text not null,
  requested_at timestamptz not null
);
create index access_request_account on access_request (account_id, requested_at desc);

alter table account_access add foreign key (login_id) references login;
alter table account_access add check (proven_by in ('bill-numbers', 'mailed-code', 'invitation'));
create index account_access_login on account_access (login_id) where ended_at is null;
alter table mailed_code add foreign key (login_id) references login;
create unique index mailed_code_one_live on mailed_code (login_id, account_id) where used_at is null;
