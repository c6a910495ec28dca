-- Who is in a programme that takes something off their bills, by what proof, until when. Never changed: ended, and begun anew.

create table assistance_enrolment (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  -- Its id in utility.yaml; what it takes off is what the file says when a bill is reckoned.
  programme text not null,
  from_on date not null,
  -- The first day without it.
  until_on date not null check (until_on > from_on),
  -- What was shown, in words; never a copy of it.
  proof text not null check (proof <> ''),
  staff_id text references staff_member,
  granted_at timestamptz not null
);
create index assistance_enrolment_account on assistance_enrolment (account_id);
create index assistance_enrolment_until on assistance_enrolment (until_on);

create table assistance_end (
  enrolment_id bigint primary key references assistance_enrolment,
  -- The first day without it, before `until_on`.
  ends_on date not null,
  reason text not null check (reason <> ''),
  staff_id text not null references staff_member,
  ended_at timestamptz not null
);

create trigger assistance_enrolment_append_only before update or delete or truncate on assistance_enrolment
  for each statement execute function history_is_append_only();
create trigger assistance_end_append_only before update or delete or truncate on assistance_end
  for each statement execute function history_is_append_only();
