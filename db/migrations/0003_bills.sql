-- A bill run turns a cycle's reads into bills; a bill keeps its lines as they were reckoned.

create table bill_run (
  id bigint generated always as identity primary key,
  billing_cycle text not null,
  -- Reads up to this date are billed; bills carry this issue date.
  read_through date not null,
  issued_on date not null,
  due_on date not null,
  state text not null check (state in ('calculated', 'posted')),
  created_at timestamptz not null,
  posted_at timestamptz,
  unique (billing_cycle, read_through)
);

create table bill (
  id bigint generated always as identity primary key,
  -- What a customer quotes and the scan line carries.
  number text not null unique,
  account_id bigint not null references account,
  bill_run_id bigint references bill_run,
  kind text not null check (kind in ('regular', 'first', 'final')),
  state text not null check (state in ('draft', 'posted', 'cancelled')),
  period_start date not null,
  period_end date not null check (period_end > period_start),
  issued_on date not null,
  due_on date not null,
  -- Summary of charges; balance forward = previous balance + payments and credits (negative).
  previous_balance_cents bigint not null,
  payments_cents bigint not null,
  balance_forward_cents bigint not null,
  new_charges_cents bigint not null,
  amount_due_cents bigint not null,
  estimated boolean not null,
  delivery text check (delivery in ('paper', 'ebill')),
  -- Why it went that way: never-registered, ebill-lapsed-at-cut-over, ebill-address-unverified, ebill-enrolled …
  delivery_reason text,
  ledger_entry_id bigint unique references ledger_entry,
  cancels_reason text,
  created_at timestamptz not null,
  check (balance_forward_cents = previous_balance_cents + payments_cents),
  check (amount_due_cents = balance_forward_cents + new_charges_cents),
  check (due_on >= issued_on),
  check ((state = 'draft') = (ledger_entry_id is null))
);
create index bill_account on bill (account_id, period_end desc);
create index bill_run_bills on bill (bill_run_id);
create index bill_due on bill (due_on) where state = 'posted';
create unique index bill_one_a_period on bill (account_id, period_end) where state <> 'cancelled';

-- The registers behind a bill, one row a meter and stretch (two where a meter was exchanged).
create table bill_read (
  bill_id bigint not null references bill on delete cascade,
  position smallint not null,
  meter_serial text not null,
  from_on date not null,
  from_count bigint not null,
  from_quality text not null,
  to_on date not null,
  to_count bigint not null,
  to_quality text not null,
  -- In the register's unit × multiplier; rolled over or not.
  used_count bigint not null,
  unit text not null,
  multiplier numeric not null,
  rolled_over boolean not null default false,
  primary key (bill_id, position)
);

create table bill_line (
  bill_id bigint not null references bill on delete cascade,
  position smallint not null,
  part text not null,
  label_es text not null,
  label_en text not null,
  -- Exact decimals as written or reckoned, before the one rounding of amount_cents.
  quantity numeric,
  unit text,
  unit_price numeric,
  amount_cents bigint not null,
  -- The dated rule it comes from, tier, days, share, rounding: what "why?" shows (domain/billing/bill-line.ts).
  explanation jsonb not null,
  primary key (bill_id, position)
);
