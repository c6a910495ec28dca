-- release: 0.2.0 expand
-- The customer of record says that somebody's access to the account is not theirs. It is closed at once, and stays so until
-- staff have looked; nothing of what was there is deleted, so that access, autopay and e-bill can come back as they were.

create table access_objection (
  id bigint generated always as identity primary key,
  access_id bigint not null references account_access,
  -- By the link that was mailed to the customer of record, or on the telephone to one of the staff.
  channel text not null check (channel in ('mail', 'phone')),
  opened_at timestamptz not null,
  opened_by text references staff_member,
  reason text check (reason <> ''),
  outcome text check (outcome in ('restored', 'removed')),
  decided_at timestamptz check (decided_at >= opened_at),
  -- Nobody of the staff where the code mailed on paper decided it.
  decided_by text references staff_member,
  decided_reason text check (decided_reason <> ''),
  check ((channel = 'phone') = (opened_by is not null)),
  check (channel = 'mail' or reason is not null),
  check ((outcome is null) = (decided_at is null)),
  check (decided_by is null or (outcome is not null and decided_reason is not null))
);
create unique index access_objection_one_open on access_objection (access_id) where decided_at is null;

-- The way to object without signing in, mailed to the address on file when access begins. Only a hash is kept.
create table access_objection_link (
  token_hash text primary key,
  access_id bigint not null references account_access,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz check (used_at >= made_at)
);

-- Logins whose access to an account is closed while an objection is open: the one objected to, and those let in by it.
create view access_closed as
  select x.account_id, x.login_id from access_objection o join account_access x on x.id = o.access_id
  where o.decided_at is null
  union
  select helper.account_id, helper.login_id from access_objection o
  join account_access x on x.id = o.access_id and x.role = 'owner' and x.ended_at is null
  join account_access helper on helper.account_id = x.account_id and helper.role = 'delegate' and helper.ended_at is null
  where o.decided_at is null;

-- Access, autopay and e-bill that are acted on: not ended, and of no login whose access is closed.
create view standing_access as
  select x.* from account_access x where x.ended_at is null and not exists (
    select from access_closed c where c.account_id = x.account_id and c.login_id = x.login_id);
create view standing_autopay as
  select a.* from autopay a where a.ended_at is null and not exists (
    select from access_closed c where c.account_id = a.account_id and c.login_id = a.login_id);
create view standing_ebill as
  select e.* from ebill e where e.ended_at is null and not exists (
    select from access_closed c where c.account_id = e.account_id and c.login_id = e.login_id);
