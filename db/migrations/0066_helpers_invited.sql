-- release: 0.2.0 expand
-- The owner of an account invites somebody to help: by email, or by a code on paper that is handed over. What waits can be
-- withdrawn or sent again; what is over says why.

alter table access_request
  -- Who began it: somebody who asked, or the owner, by email or on paper.
  add column origin text not null default 'asked' check (origin in ('asked', 'email', 'paper')),
  -- Whom the owner means, in the owner's own words; only the owner reads it.
  add column label text check (label <> '' and length(label) <= 60),
  -- Of a paper code: its first letters, by which its row is found, and a slow hash of the whole.
  add column code_start text,
  add column code_hash text,
  add column sent_at timestamptz,
  add column withdrawn_at timestamptz,
  add column accepted_by text references login,
  alter column email drop not null,
  drop constraint access_request_check1,
  add check ((origin = 'paper') = (email is null)),
  add check ((origin = 'paper') = (code_hash is not null) and (code_start is null) = (code_hash is null)),
  add check ((answer is not distinct from 'let-in') = (rights is not null)),
  add check (answer is distinct from 'let-in' or invitation_expires_at is not null),
  add check (origin = 'paper' or answer is distinct from 'let-in' or invitation_hash is not null),
  add check (withdrawn_at is null or (answer = 'let-in' and accepted_at is null)),
  add check (accepted_by is null or accepted_at is not null);
create index access_request_code on access_request (code_start) where accepted_at is null and withdrawn_at is null;

-- Why somebody's access ended, and when both were told that its last day is near.
alter table account_access
  add column ended_why text check (ended_why in ('owner', 'helper', 'day', 'account', 'objection', 'replaced')),
  add column ending_told_at timestamptz,
  add check (ended_why is null or ended_at is not null);
create index account_access_ending on account_access (ends_on) where ends_on is not null and ended_at is null;
