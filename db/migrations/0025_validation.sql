-- Validation, estimation and editing of hours: what the rules doubt, what people decided of it, and the hours they set.

-- A stretch of a meter's hours that a rule doubts. Found again is the same row, its stretch as it was seen last.
create table reads_exception (
  id bigint generated always as identity primary key,
  meter_id bigint not null references meter,
  rule text not null
    check (rule in ('spike', 'rollover', 'negative-flow', 'sum-check', 'stuck', 'gap', 'clock-shift')),
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  -- Whole gallons in doubt.
  gallons bigint not null check (gallons >= 0),
  -- What the rule compared, for the page to say.
  detail jsonb not null,
  found_at timestamptz not null,
  seen_at timestamptz not null,
  -- Answered by a person, or healed by later reads; open until then. A decision that is taken back opens it again.
  ended_at timestamptz,
  ended_how text check (ended_how in ('answered', 'healed')),
  check ((ended_at is null) = (ended_how is null))
);
create index reads_exception_meter on reads_exception (meter_id, rule);
create unique index reads_exception_open on reads_exception (meter_id, rule, from_at) where ended_at is null;
create index reads_exception_queue on reads_exception (found_at, id) where ended_at is null;

-- What a person decided of it, and why. Taking a decision back is another decision.
create table reads_decision (
  id bigint generated always as identity primary key,
  exception_id bigint not null references reads_exception,
  kind text not null check (kind in ('accept', 'estimate', 'edit', 'undo')),
  method text check (method in ('linear', 'like-day', 'scaled')),
  reason text not null check (reason <> ''),
  staff_id text not null references staff_member,
  decided_at timestamptz not null,
  undoes_id bigint unique references reads_decision,
  check ((kind = 'estimate') = (method is not null)),
  check ((kind = 'undo') = (undoes_id is not null))
);
create index reads_decision_exception on reads_decision (exception_id, id);

-- The hours it set, a local day a row, packed as meter_day is; an hour it did not set has the quality "missing". Beside
-- them what the files said of the day then. In counts of 10^-decimals.
create table reads_decision_day (
  decision_id bigint not null references reads_decision,
  day date not null,
  decimals smallint not null,
  said bytea not null,
  hours bytea not null,
  primary key (decision_id, day)
);

-- The decisions that stand, joined to one row a day: what is laid over meter_day by whoever reads it. meter_day itself
-- holds what the files say and nothing else, so that imports need not know of decisions.
create table edited_day (
  meter_id int not null,
  day date not null,
  decimals smallint not null,
  said bytea not null,
  hours bytea not null,
  primary key (meter_id, day)
);

create trigger reads_decision_append_only before update or delete or truncate on reads_decision
  for each statement execute function history_is_append_only();
create trigger reads_decision_day_append_only before update or delete or truncate on reads_decision_day
  for each statement execute function history_is_append_only();
