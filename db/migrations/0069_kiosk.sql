-- release: 0.2.0 expand
-- The computers in the lobby, the visits at them, and the proof that each was wiped. Nothing here says who a visitor is.

create table kiosk_device (
  id bigint generated always as identity primary key,
  name text not null check (name <> ''),
  added_at timestamptz not null,
  added_by text not null references staff_member,
  -- The code that is typed on the computer once; only hashes are kept.
  enrolment_hash text not null unique,
  enrolment_expires_at timestamptz not null,
  -- Of the device's own cookie.
  token_hash text unique,
  enrolled_at timestamptz,
  last_seen_at timestamptz,
  revoked_at timestamptz check (revoked_at >= added_at),
  revoked_by text references staff_member,
  check ((token_hash is null) = (enrolled_at is null)),
  check ((revoked_at is null) = (revoked_by is null))
);
create unique index kiosk_device_name on kiosk_device (lower(name)) where revoked_at is null;

create table kiosk_visit (
  id bigint generated always as identity primary key,
  device_id bigint not null references kiosk_device,
  token_hash text not null unique,
  choice text not null check (choice in ('register', 'pay', 'sign-in')),
  step text not null,
  began_at timestamptz not null,
  last_active_at timestamptz not null check (last_active_at >= began_at),
  -- The visitor's sign-in while the visit runs, so that it ends with it; forgotten then.
  login_session_id text
);
create index kiosk_visit_of_device on kiosk_visit (device_id, id desc);

create table kiosk_visit_end (
  visit_id bigint primary key references kiosk_visit,
  ended_at timestamptz not null,
  how text not null check (how in ('finished', 'idle', 'ran-out', 'left', 'revoked')),
  -- A sign-in was ended on the server.
  session_ended boolean not null,
  -- The cookies that the browser was told to drop, by name; null where the browser had not come back yet.
  cookies_dropped text[]
);
create trigger kiosk_visit_end_append_only before delete or update or truncate on kiosk_visit_end
  for each statement execute function history_is_append_only();

-- The next request of that browser, and what it still had besides the device's own cookie: none, where the wipe worked.
create table kiosk_wipe_check (
  visit_id bigint primary key references kiosk_visit_end,
  checked_at timestamptz not null,
  cookies_left text[] not null
);
create trigger kiosk_wipe_check_append_only before delete or update or truncate on kiosk_wipe_check
  for each statement execute function history_is_append_only();
