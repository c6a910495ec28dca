-- release: 0.2.0 expand
-- Until when an account is served, each time that somebody of the staff said so; no day takes the end before it back.

create table service_end (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  ends_on date,
  reason text not null constraint service_end_says_why check (reason <> ''),
  staff_id text not null references staff_member,
  at timestamptz not null
);
create index service_end_account on service_end (account_id);
create trigger service_end_append_only before update or delete or truncate on service_end
  for each statement execute function history_is_append_only();
