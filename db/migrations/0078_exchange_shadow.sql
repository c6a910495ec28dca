-- release: 0.2.0 expand
-- Bills of the utility's own billing system, calculated again by our rates: what comes out to the cent, and what does not.

create table exchange_shadow_run (
  id bigint generated always as identity primary key,
  began_at timestamptz not null,
  -- `clock`, `cli`, or who of the staff.
  began_by text not null,
  finished_at timestamptz,
  bills integer not null default 0,
  equal integer not null default 0,
  different integer not null default 0,
  not_calculated integer not null default 0,
  -- Of its report's rows, so that who signs it signs these and no others.
  sha256 text check ((sha256 is not null) = (finished_at is not null)),
  signed_by text references staff_member,
  signed_name text check (signed_name <> ''),
  signed_at timestamptz,
  check (num_nulls(signed_by, signed_name, signed_at) in (0, 3)),
  check (signed_at is null or finished_at is not null)
);

create table exchange_shadow_bill (
  run_id bigint not null references exchange_shadow_run,
  bill_id bigint not null references bill,
  -- Which package the bill was of; another one since, and it is calculated again.
  exchange_run_id bigint,
  outcome text not null check (outcome in ('equal', 'different', 'not-calculated')),
  theirs_cents bigint not null,
  ours_cents bigint,
  -- Why it could not be calculated, as a code with what fills its words.
  problem jsonb check ((problem is not null) = (outcome = 'not-calculated')),
  primary key (run_id, bill_id)
);
create index exchange_shadow_bill_newest on exchange_shadow_bill (bill_id, run_id desc);

create table exchange_shadow_difference (
  run_id bigint not null,
  bill_id bigint not null,
  ordinal smallint not null,
  reason text not null check (reason in ('rate', 'use', 'days', 'fee', 'rounding', 'line-unknown', 'line-missing')),
  position smallint,
  their_description text,
  their_cents bigint,
  our_part text,
  our_label text,
  our_cents bigint,
  primary key (run_id, bill_id, ordinal),
  foreign key (run_id, bill_id) references exchange_shadow_bill (run_id, bill_id)
);
create index exchange_shadow_difference_reason on exchange_shadow_difference (reason, run_id desc);

-- Why a line of a bill of theirs is what it is, by our own rates; of bills that come out to the cent, as they stand now.
create table exchange_shadow_line (
  bill_id bigint not null references bill on delete cascade,
  position smallint not null,
  quantity numeric,
  unit text,
  unit_price numeric,
  explanation jsonb not null,
  primary key (bill_id, position)
);
