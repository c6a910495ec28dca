-- release: 0.2.0 expand
-- A form that was sent does once what it is for: its answer, for whoever sends the same form again. `form` is a hash of the
-- browser, the person, the address and what was filled in; nothing of that is kept.
create table form_answer (
  form text primary key,
  begun_at timestamptz not null,
  -- Null while it is worked on.
  location text
);
create index form_answer_begun on form_answer (begun_at);

-- What was refused, counted by the hour: who tries a thousand times is one row, not a thousand.
create table refusal (
  id bigint generated always as identity primary key,
  hour timestamptz not null,
  -- Why: a limit, a permission, an account that is somebody else's, a form's token, a wrong password.
  kind text not null check (kind in ('limit', 'permission', 'account', 'form-token', 'body', 'sign-in', 'staff-sign-in')),
  -- The limit, permission or right that was asked for.
  what text not null,
  actor_kind text not null check (actor_kind in ('customer', 'staff', 'guest')),
  actor_id text,
  -- Whose account it was about, and whose login was tried.
  account_id bigint references account (id),
  login_id text,
  address text not null,
  times integer not null check (times > 0),
  first_at timestamptz not null,
  last_at timestamptz not null,
  constraint refusal_once unique nulls not distinct (hour, kind, what, actor_kind, actor_id, account_id, login_id, address)
);
create index refusal_account on refusal (account_id, hour desc) where account_id is not null;

-- Helpers may be given alerts and autopay to take care of.
alter table account_access drop constraint account_access_rights_check,
  add constraint account_access_rights_check check (rights <@ array['view', 'pay', 'alerts', 'autopay', 'manage']);
alter table access_request drop constraint access_request_rights_check,
  add constraint access_request_rights_check check (rights <@ array['view', 'pay', 'alerts', 'autopay', 'manage']);

-- Counts a try against each counter in turn and stops at the first that is over its limit: gives its place, from 1.
create function count_try(keys text[], starts timestamptz[], maxima integer[]) returns integer
language plpgsql as $$
declare
  counted integer;
begin
  for i in 1 .. coalesce(array_length(keys, 1), 0) loop
    insert into rate_limit as r (key, window_start, hits) values (keys[i], starts[i], 1)
      on conflict (key, window_start) do update set hits = r.hits + 1
      returning hits into counted;
    if counted > maxima[i] then
      return i;
    end if;
  end loop;
  return null;
end $$;
