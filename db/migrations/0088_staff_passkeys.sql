-- release: 0.2.0 expand
-- Staff sign in by passkey too: a table of their own, as everything of their realm.

create table staff_passkey (
  id text primary key,
  staff_id text not null references staff_member on delete cascade,
  name text not null,
  public_key bytea not null,
  -- A counter that goes backwards betrays a copied authenticator; many keep it at zero.
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}',
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index staff_passkey_staff on staff_passkey (staff_id);

-- A question of one realm is answered in that realm alone.
alter table passkey_challenge add column realm text not null default 'customer' check (realm in ('customer', 'staff'));
alter table passkey_challenge add column staff_id text references staff_member on delete cascade;
alter table passkey_challenge add constraint passkey_challenge_person
  check (case realm when 'staff' then login_id is null else staff_id is null end);

alter table staff_session drop constraint staff_session_proven_by_check;
alter table staff_session add constraint staff_session_proven_by_check
  check (proven_by in ('provider', 'provider-first', 'passkey'));
