-- What customers tell of their home, and the papers they send.

-- Every answer may be left out. The newest row of an account stands; saying it again is a new row.
create table household_profile (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  login_id text not null references login,
  occupants smallint check (occupants between 1 and 50),
  home text check (home in ('house', 'attached', 'apartment', 'manufactured')),
  -- Lawn and garden that are watered.
  irrigated_square_feet integer check (irrigated_square_feet between 0 and 500000),
  pool boolean,
  fixtures text check (fixtures in ('efficient', 'mixed', 'older')),
  softener boolean,
  said_at timestamptz not null
);
create index household_profile_account on household_profile (account_id, id desc);
create trigger household_profile_append_only before update or delete or truncate on household_profile
  for each statement execute function history_is_append_only();

-- A receipt, an invoice, a photograph, sent for a purpose of the account. The media type is read from the bytes, not believed.
create table stored_document (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  login_id text not null references login,
  name text not null,
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  bytes bytea not null check (octet_length(bytes) between 1 and 5242880),
  sha256 char(64) not null,
  stored_at timestamptz not null,
  -- The same bytes again are the same document.
  unique (account_id, sha256)
);
create trigger stored_document_append_only before update or delete or truncate on stored_document
  for each statement execute function history_is_append_only();
