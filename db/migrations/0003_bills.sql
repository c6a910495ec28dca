-- A bill run turns a cycle's reads into bills; a bill keeps its lines as they were reckoned.

create table bill_run (
  id bigint generated always as identity primary key,
  billing_cycle text not null,
  -- Reads up to this date are billed; bills carry this issue date.
  read_through date not null,
  issued_on date not null,
  due_on date not null,
  -- A posted run is never added to: accounts that could not be billed then, or were cancelled since, go into a supplement.
  supplement smallint not null default 0,
  state text not null check (state in ('calculated', 'posted')),
  created_at timestamptz not null,
  posted_at timestamptz check ((posted_at is null) = (state = 'calculated')),
  unique (billing_cycle, read_through, supplement)
);

-- Why an account of the cycle has no bill in the run; cleared when it gets one.
create table bill_exception (
  bill_run_id bigint not null references bill_run on delete cascade,
  account_id bigint not null references account,
  code text not null,
  params jsonb not null default '{}',
  primary key (bill_run_id, account_id)
);

-- Nine digits of a bill's number; the tenth is a check digit (domain/billing/bill-number.ts).
create sequence bill_number start 100000001 maxvalue 999999999;

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
  -- What paying late would add, as the policy stood when it was issued.
  late_fee_cents bigint not null default 0 check (late_fee_cents >= 0),
  usage_gallons numeric not null,
  estimated boolean not null,
  delivery text check (delivery in ('paper', 'ebill')),
  -- Why it went that way: never-registered, ebill-lapsed-at-cut-over, ebill-address-unverified, ebill-enrolled …
  delivery_reason text,
  ledger_entry_id bigint unique references ledger_entry,
  cancels_reason text check ((cancels_reason is not null) = (state = 'cancelled')),
  created_at timestamptz not null,
  check (balance_forward_cents = previous_balance_cents + payments_cents),
  check (amount_due_cents = balance_forward_cents + new_charges_cents),
  check (due_on >= issued_on),
  check ((state = 'draft') = (ledger_entry_id is null)),
  check (state = 'draft' or (delivery is not null and delivery_reason is not null))
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

-- A posted bill is what the customer holds: it can only be cancelled, and its reads and lines stay as they were.
create function posted_bill_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.state = 'posted' and new.state = 'cancelled'
    and (to_jsonb(new) - 'state' - 'cancels_reason') = (to_jsonb(old) - 'state' - 'cancels_reason') then
    return new;
  end if;
  raise exception 'bill % is %: cancel it and bill again', old.number, old.state using errcode = 'restrict_violation';
end $$;
create trigger bill_stands before update or delete on bill
  for each row when (old.state <> 'draft') execute function posted_bill_stands();

create function posted_bill_keeps_its_rows() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (select from bill where id = old.bill_id and state <> 'draft') then
    raise exception '% of bill % is append-only', tg_table_name, old.bill_id using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create trigger bill_read_stands before update or delete on bill_read
  for each row execute function posted_bill_keeps_its_rows();
create trigger bill_line_stands before update or delete on bill_line
  for each row execute function posted_bill_keeps_its_rows();
