-- Autopay is changed without ending it: the new authorization names the one it replaces. Both stay as they were agreed.
alter table autopay add column replaces_id bigint unique references autopay;
alter table autopay_setup add column replaces_id bigint references autopay;

-- A customer on the processor's page to save a card or bank account, apart from autopay.
create table method_setup (
  id bigint generated always as identity primary key,
  reference text not null unique,
  login_id text not null references login,
  processor_session text unique,
  processor_url text,
  payment_method_id bigint references payment_method,
  idempotency_key text not null unique,
  created_at timestamptz not null
);

-- Somebody whom the owner let in (R3, R6): what they may do, and the last day they may.
alter table account_access add column rights text[] check (rights <@ array['view', 'pay', 'manage']),
  add column ends_on date,
  add check ((role = 'delegate') = (rights is not null)),
  add check (ends_on is null or role = 'delegate');

-- What the owner answered. Letting in mails the asker a link; access begins when it is accepted.
alter table access_request
  add column answer text check (answer in ('let-in', 'refused')),
  add column answered_at timestamptz,
  add column answered_by text references login,
  add column language text not null default 'es' check (language in ('es', 'en')),
  add column rights text[] check (rights <@ array['view', 'pay', 'manage']),
  add column ends_on date,
  add column invitation_hash text unique,
  add column invitation_expires_at timestamptz,
  add column accepted_at timestamptz,
  add check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)),
  add check ((answer is not distinct from 'let-in') = (rights is not null and invitation_hash is not null)),
  add check (accepted_at is null or answer = 'let-in');
create index access_request_waiting on access_request (account_id) where answer is null;

-- Who was let in and has no login yet makes one on the way that every registration goes.
alter table registration drop constraint registration_path_check,
  add constraint registration_path_check check (path in ('free', 'mailed-code', 'invitation')),
  add column access_request_id bigint references access_request,
  add check ((path = 'invitation') = (access_request_id is not null));
