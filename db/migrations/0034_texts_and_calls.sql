-- Texts and calls: numbers that people proved to be theirs, and what they agreed to.

alter table notice drop constraint notice_channel_check;
alter table notice add constraint notice_channel_check check (channel in ('email', 'letter', 'sms', 'voice'));
-- When it was first handed to the carrier: before it is handed over again, the carrier is asked whether it has it.
alter table notice add column tried_at timestamptz;
alter table notice add column carrier_id text;

-- A number that a person typed; theirs once the code that went to it came back.
create table phone (
  id bigint generated always as identity primary key,
  login_id text not null references login,
  number text not null check (number ~ '^\+1[2-9][0-9]{9}$'),
  -- What the code proves: a text that arrived proves both, a call that was answered proves calls.
  ways text[] not null check (ways <@ array['sms', 'voice'] and cardinality(ways) > 0),
  language text not null check (language in ('es', 'en')),
  code_hash text,
  code_expires_at timestamptz not null,
  code_tries smallint not null default 0,
  -- What they agreed to, word for word.
  consent_text text not null,
  consent_version text not null,
  asked_at timestamptz not null,
  asked_address text not null,
  proven_at timestamptz,
  ended_at timestamptz
);
create unique index phone_one_proven on phone (login_id) where ended_at is null and proven_at is not null;
create unique index phone_one_asked on phone (login_id) where ended_at is null and proven_at is null;
create index phone_number on phone (number) where ended_at is null;

-- Every yes and every no, by number and channel; the newest that is no `asked` stands.
create table phone_consent (
  id bigint generated always as identity primary key,
  login_id text not null references login,
  number text not null,
  channel text not null check (channel in ('sms', 'voice')),
  kind text not null check (kind in ('asked', 'given', 'withdrawn')),
  -- `settings`, a text's `reply`, a `key` pressed in a call, or the `carrier`, which was told before us.
  how text not null check (how in ('settings', 'reply', 'key', 'carrier')),
  consent_text text,
  consent_version text,
  language text not null check (language in ('es', 'en')),
  at timestamptz not null,
  address text,
  check ((kind = 'withdrawn') = (consent_text is null) and (consent_text is null) = (consent_version is null))
);
create index phone_consent_number on phone_consent (number, id desc);
create trigger phone_consent_append_only before update or delete or truncate on phone_consent
  for each statement execute function history_is_append_only();

-- By which ways each kind of alert comes: `{"burst": ["sms", "voice"]}`; by e-mail where a kind is not named.
alter table alert_choices add column ways jsonb not null default '{}';

-- The demo's carrier: texts and calls that went nowhere.
create table demo_text (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('text', 'call')),
  at timestamptz not null,
  recipient text not null,
  language text not null check (language in ('es', 'en')),
  body text not null
);
