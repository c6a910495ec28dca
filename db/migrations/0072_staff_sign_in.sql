-- release: 0.2.0 expand
-- Staff sign in by the utility's own provider too, and are managed in the console.

-- How a session was proven, where it was not by password and authenticator: `provider` with a second factor of its own;
-- `provider-first` still needs the code of the app.
alter table staff_session add column proven_by text check (proven_by in ('provider', 'provider-first'));

alter table staff_member add column last_signed_in_at timestamptz;

-- Who somebody is to the provider. Its id for a person stays when their email changes.
create table staff_provider_identity (
  issuer text not null,
  subject text not null,
  staff_id text not null references staff_member on delete cascade,
  linked_at timestamptz not null,
  primary key (issuer, subject),
  unique (issuer, staff_id)
);

-- Where a new member sets a password; only a hash is kept. Works once.
create table staff_invitation (
  token_hash text primary key,
  staff_id text not null references staff_member on delete cascade,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz check (used_at >= made_at)
);

-- Who came, changed roles and went, by whom and why. Append-only.
create table staff_change (
  id bigint generated always as identity primary key,
  staff_id text not null references staff_member,
  at timestamptz not null,
  what text not null check (what in ('invited', 'role', 'deactivated')),
  role_before text,
  role_after text,
  -- A member of staff in the console; nobody where the provider's groups or the operator did it.
  by_staff text references staff_member,
  channel text not null check (channel in ('console', 'provider', 'operator')),
  reason text not null check (reason <> ''),
  check ((channel = 'console') = (by_staff is not null))
);
create index staff_change_staff on staff_change (staff_id, at desc);
create trigger staff_change_append_only before update or delete or truncate on staff_change
  for each statement execute function history_is_append_only();
