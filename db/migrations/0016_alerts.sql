-- What customers are told of water that runs by itself, what they chose to be told, and what they do about it.

-- One episode, from its first hour to its last (src/domain/alerts). What scans find of it is merged into its row.
create table alert (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  meter_id bigint not null references meter,
  kind text not null check (kind in ('leak', 'burst', 'vacation', 'no-flow')),
  began_at timestamptz not null,
  last_seen_at timestamptz not null check (last_seen_at > began_at),
  -- A statistic in gallons: shown, never billed.
  gallons_an_hour double precision not null check (gallons_an_hour >= 0),
  -- When the rate was reckoned.
  seen_at timestamptz not null,
  -- The end of the last hour of which the meter's use was known when it was last looked at.
  reads_through timestamptz not null,
  created_at timestamptz not null,
  -- Reads that came late showed it to be the same episode as an older alert, where it goes on.
  absorbed_into bigint references alert check (absorbed_into < id)
);
create index alert_account on alert (account_id, began_at desc);
create index alert_meter on alert (meter_id) where absorbed_into is null;

create table alert_day (
  alert_id bigint not null references alert,
  day date not null,
  gallons double precision not null,
  seen_at timestamptz not null,
  primary key (alert_id, day)
);

-- What each person was told of an alert, in order; without a login, the customer by letter.
create table alert_telling (
  alert_id bigint not null references alert,
  login_id text references login,
  ordinal smallint not null check (ordinal > 0),
  step text not null check (step in ('began', 'progress', 'stopped', 'fixed', 'fix-failed', 'came-back')),
  count integer not null,
  told_at timestamptz not null,
  unique nulls not distinct (alert_id, login_id, ordinal)
);
create trigger alert_telling_append_only before update or delete or truncate on alert_telling
  for each statement execute function history_is_append_only();

-- What a person chose to be told of an account.
create table alert_choices (
  login_id text not null references login,
  account_id bigint not null references account,
  kinds text[] not null check
    (kinds <@ array['leak', 'burst', 'vacation', 'no-flow', 'high-use', 'next-tier', 'bill-forecast']),
  unit text not null check (unit in ('gal', 'ccf', 'm3', 'l')),
  quiet_from smallint check (quiet_from between 0 and 23),
  quiet_to smallint check (quiet_to between 0 and 23),
  burst_through_quiet boolean not null,
  -- In `unit`, a day.
  daily_use numeric check (daily_use > 0),
  bill_cents bigint check (bill_cents > 0),
  changed_at timestamptz not null,
  primary key (login_id, account_id),
  check ((quiet_from is null) = (quiet_to is null))
);

-- A person hears nothing of an alert's progress until then; the newest row stands.
create table alert_snooze (
  id bigint generated always as identity primary key,
  alert_id bigint not null references alert,
  login_id text not null references login,
  until timestamptz not null,
  said_at timestamptz not null
);
create index alert_snooze_alert on alert_snooze (alert_id);

-- A bill's threshold is told once a person: its kind, the period it is about, and what was crossed.
create table threshold_telling (
  account_id bigint not null references account,
  login_id text not null references login,
  kind text not null check (kind in ('high-use', 'next-tier', 'bill-forecast')),
  about text not null,
  told_at timestamptz not null,
  primary key (account_id, login_id, kind, about)
);

-- The guided search: each step's answer, as given; the newest of a step stands.
create table leak_search_answer (
  id bigint generated always as identity primary key,
  alert_id bigint not null references alert,
  login_id text not null references login,
  step text not null,
  answer text not null check (answer in ('yes', 'no')),
  answered_at timestamptz not null
);
create index leak_search_answer_alert on leak_search_answer (alert_id);
create trigger leak_search_answer_append_only before update or delete or truncate on leak_search_answer
  for each statement execute function history_is_append_only();

-- What the customer said became of it; the newest stands.
create table alert_resolution (
  id bigint generated always as identity primary key,
  alert_id bigint not null references alert,
  login_id text not null references login,
  kind text not null check (kind in ('fixed', 'expected')),
  cause text not null,
  -- From when it should have stopped.
  since timestamptz not null,
  note text not null,
  said_at timestamptz not null
);
create index alert_resolution_alert on alert_resolution (alert_id);
create trigger alert_resolution_append_only before update or delete or truncate on alert_resolution
  for each statement execute function history_is_append_only();

-- A plumber's bill, a receipt for a part, a photograph. The media type is read from the bytes, not believed.
create table alert_file (
  id bigint generated always as identity primary key,
  alert_id bigint not null references alert,
  login_id text not null references login,
  name text not null,
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  bytes bytea not null,
  sha256 char(64) not null,
  kept_at timestamptz not null,
  unique (alert_id, sha256)
);
create trigger alert_file_append_only before update or delete or truncate on alert_file
  for each statement execute function history_is_append_only();
