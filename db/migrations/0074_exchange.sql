-- release: 0.2.0 expand
-- A utility may keep its own billing system (CIS) and have its bills, balances and master data come in packages of files
-- (docs/guides/cis-mode.md). What of its tables ours lacked, and what is known of each package.

create table exchange_run (
  id bigint generated always as identity primary key,
  -- The billing system's own numbers of its packages; none where it sends no manifest.
  number integer check (number >= 0),
  previous_number integer check (previous_number >= 0),
  scope text not null constraint exchange_run_scope_is_known check (scope in ('full', 'delta')),
  -- The day whose end the files describe.
  as_of date not null,
  -- Of the names and contents of all its files.
  sha256 character(64) not null check (sha256 ~ '^[0-9a-f]{64}$'),
  source text not null,
  received_at timestamptz not null,
  received_by text not null,
  state text not null constraint exchange_run_state_is_known check (state in ('waits', 'applied', 'refused', 'turned-down')),
  -- What a person has to look at first: a gap in the numbers, accounts that would close, balances that would change.
  waits_for text[] not null default '{}',
  approved_by text,
  approved_at timestamptz,
  applied_at timestamptz,
  -- Counts by file, totals, notes; see src/domain/exchange/run-report.ts.
  report jsonb not null,
  check ((state = 'applied') = (applied_at is not null)),
  check ((approved_by is null) = (approved_at is null))
);
create unique index exchange_run_once on exchange_run (sha256) where state in ('applied', 'waits');
create unique index exchange_run_number on exchange_run (number) where state = 'applied';

-- A line that was kept aside, without the columns that are dropped unread.
create table exchange_refusal (
  run_id bigint not null references exchange_run,
  position integer not null,
  file text not null,
  line integer not null,
  column_name text,
  code text not null,
  params jsonb not null default '{}',
  kept text not null,
  primary key (run_id, position)
);

-- Files that staff uploaded, while a person has to look at them.
create table exchange_upload (
  run_id bigint not null references exchange_run,
  name text not null,
  bytes bytea not null,
  primary key (run_id, name)
);

alter table customer
  add column kind text not null default 'person' check (kind in ('person', 'business')),
  add column mailing_line3 text,
  add column mailing_line4 text,
  add column mailing_country text,
  add column phone_2 text,
  add column exchange_run_id bigint references exchange_run,
  alter column mailing_state type text,
  alter column mailing_state drop not null,
  alter column mailing_zip drop not null,
  drop constraint customer_mailing_zip_check;
-- Addresses elsewhere have postal codes of their own shapes, or none.
alter table customer add constraint customer_mailing_address_of_its_country check (
  case when coalesce(mailing_country, 'US') in ('US', 'USA')
    then mailing_state is not null and length(mailing_state) = 2 and mailing_zip is not null
      and mailing_zip ~ '^[0-9]{5}(-[0-9]{4})?$'
    else true end);

-- The lines of an envelope.
create function mailing_address(c customer) returns text[] language sql stable parallel safe as $$
  select array_remove(array[c.mailing_line1, c.mailing_line2, c.mailing_line3, c.mailing_line4,
    concat_ws(' ', c.mailing_city, c.mailing_state, c.mailing_zip),
    case when coalesce(c.mailing_country, 'US') in ('US', 'USA') then null else c.mailing_country end], null)
$$;

alter table premise
  add column zone text,
  add column latitude numeric check (latitude between -90 and 90),
  add column longitude numeric check (longitude between -180 and 180),
  add column service_line_utility text,
  add column service_line_customer text,
  -- Two accounts may share a premise (a duplex, an irrigation account). Each has a part of it then, with its own service
  -- points: account_one_occupant stands for an occupancy of a part.
  add column whole_id bigint references premise,
  add column exchange_run_id bigint references exchange_run;
create index premise_whole on premise (whole_id) where whole_id is not null;

alter table service_point
  add column number text check (length(number) between 1 and 64 and number = btrim(number)),
  add column service text not null default 'water'
    check (service in ('water', 'irrigation', 'fire', 'reclaimed', 'sewer', 'storm', 'other')),
  add column cycle text,
  add column route text,
  add column walk_order text,
  add column exchange_run_id bigint references exchange_run;
create unique index service_point_number on service_point (number);

alter table meter
  add column number text,
  -- Blank, or which of a compound meter.
  add column register text not null default '',
  add column manufacturer text,
  add column model text,
  add column endpoint text,
  add column resolution numeric check (resolution > 0),
  add column exchange_run_id bigint references exchange_run,
  drop constraint meter_unit_check,
  add constraint meter_unit_is_known check (unit in ('gal', 'kgal', 'cf', 'ccf', 'm3', 'l', 'af'));
create unique index meter_number on meter (number, register);

alter table account
  add column status text,
  add column balance_of_id bigint references customer,
  add column exchange_run_id bigint references exchange_run;

-- One account may have several premises and services; a meter may be shared or deducted.
create table agreement (
  id bigint generated always as identity primary key,
  number text not null unique,
  account_id bigint not null references account,
  service_point_id bigint not null references service_point,
  rate_code text,
  from_day date not null,
  to_day date,
  share numeric check (share > 0),
  sign smallint not null default 1 check (sign in (1, -1)),
  exchange_run_id bigint references exchange_run,
  check (to_day >= from_day)
);
create index agreement_account on agreement (account_id);
create index agreement_service_point on agreement (service_point_id);

create table account_person (
  account_id bigint not null references account,
  customer_id bigint not null references customer,
  role text not null check (role in ('co-owner', 'tenant', 'owner', 'manager', 'contact')),
  exchange_run_id bigint references exchange_run,
  primary key (account_id, customer_id, role)
);
create index account_person_customer on account_person (customer_id);

-- What the billing system says an account owes, as of its files; what holds there. Our own payments that it does not have
-- yet are taken off (`unconfirmed_receipt`).
create table exchange_balance (
  account_id bigint primary key references account,
  as_of date not null,
  balance_cents bigint not null,
  past_due_cents bigint,
  deposit_cents bigint,
  payoff_cents bigint,
  last_payment_on date,
  last_payment_cents bigint,
  run_id bigint not null references exchange_run
);

create table exchange_transaction (
  transaction_id text primary key,
  account_id bigint not null references account,
  on_day date not null,
  kind text not null,
  -- What it adds to the balance.
  amount_cents bigint not null,
  bill_number text,
  reverses text,
  tender text,
  description text,
  reference text,
  run_id bigint not null references exchange_run,
  -- None where it is older than the newest bill, or a payment of ours.
  ledger_entry_id bigint references ledger_entry
);
create index exchange_transaction_account on exchange_transaction (account_id, on_day desc);

-- A receipt of ours that the billing system has, since the oldest package that brought it.
create table exchange_confirmation (
  receipt text primary key,
  account_id bigint not null references account,
  transaction_id text not null,
  amount_cents bigint not null,
  on_day date not null,
  run_id bigint not null references exchange_run
);
create index exchange_confirmation_run on exchange_confirmation (run_id);

-- What bills, transactions and balance of the billing system lack of each other; for the analyst.
create table exchange_difference (
  ledger_entry_id bigint primary key references ledger_entry,
  run_id bigint not null references exchange_run,
  account_id bigint not null references account,
  amount_cents bigint not null check (amount_cents <> 0)
);
create index exchange_difference_run on exchange_difference (run_id);

alter table bill
  add column origin text not null default 'caudal' constraint bill_origin_is_known check (origin in ('caudal', 'cis')),
  -- Which package wrote it last. By the million: the import that writes them checks it.
  add column exchange_run_id bigint,
  -- Parts of payments_cents, where the billing system says them.
  add column adjustments_cents bigint,
  add column corrections_cents bigint,
  add column late_after date,
  add column message text,
  add column pdf_name text,
  add column replaces text,
  -- False where the billing system did not say the period, and the days are our guess.
  add column period_given boolean not null default true,
  drop constraint bill_kind_check,
  drop constraint bill_check4,
  drop constraint bill_check5,
  add constraint bill_kind_is_known check (kind in ('regular', 'first', 'final', 'correction')),
  add constraint bill_due_after_issue check (origin = 'cis' or due_on >= issued_on),
  -- Of another system's bills the newest of an account is in the books; older ones are carried forward in it.
  add constraint bill_posted_is_in_the_books check (origin = 'cis' or (state = 'draft') = (ledger_entry_id is null)),
  add constraint bill_of_billing_system_is_no_draft check (origin = 'caudal' or state <> 'draft');
drop index bill_one_a_period;
create unique index bill_one_a_period on bill (account_id, period_end) where state <> 'cancelled' and origin = 'caudal';

-- The PDFs that came with a bill.
create table exchange_bill_pdf (
  bill_id bigint primary key references bill,
  name text not null,
  sha256 character(64) not null,
  bytes bytea not null
);

-- How a bill of the billing system was before it sent it again otherwise.
create table exchange_bill_before (
  id bigint generated always as identity primary key,
  bill_id bigint not null references bill,
  run_id bigint not null references exchange_run,
  bill jsonb not null,
  lines jsonb not null
);
create index exchange_bill_before_bill on exchange_bill_before (bill_id);

-- What a bill of the billing system was calculated from, as it says it; what the shadow run calculates again from.
create table exchange_bill_read (
  bill_id bigint not null references bill on delete cascade,
  position smallint not null,
  service_point text not null,
  meter text,
  register text,
  previous_on date,
  previous_read numeric,
  current_on date,
  current_read numeric,
  usage numeric not null,
  unit text not null,
  multiplier numeric,
  kind text,
  primary key (bill_id, position)
);

create or replace function bill_begins_as_a_draft() returns trigger language plpgsql as $$
begin
  if exists (select from written where state <> 'draft' and origin = 'caudal') then
    raise exception 'a bill begins as a draft' using errcode = 'check_violation', constraint = 'bill_begins_as_a_draft';
  end if;
  return null;
end $$;

create or replace function bill_rows_belong_to_a_draft() returns trigger language plpgsql as $$
declare
  stands text;
begin
  select b.number into stands from written w join bill b on b.id = w.bill_id
  where b.state <> 'draft' and b.origin = 'caudal' limit 1;
  if stands is not null then
    raise exception 'bill % stands: its lines and reads are complete', stands
      using errcode = 'restrict_violation', constraint = tg_table_name || '_belongs_to_a_draft';
  end if;
  return null;
end $$;

-- Another system's bill is as that system says it, and stays another system's.
create or replace function posted_bill_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.state = 'posted' and new.state = 'cancelled'
    and (to_jsonb(new) - 'state' - 'cancels_reason') = (to_jsonb(old) - 'state' - 'cancels_reason') then
    return new;
  end if;
  if tg_op = 'UPDATE' and old.origin = 'cis'
    and (new.origin, new.number, new.account_id) = (old.origin, old.number, old.account_id) then
    return new;
  end if;
  raise exception 'bill % is %: cancel it and bill again', old.number, old.state using errcode = 'restrict_violation';
end $$;

create or replace function posted_bill_keeps_its_rows() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (select from bill where id = old.bill_id and state <> 'draft' and origin = 'caudal') then
    raise exception '% of bill % is append-only', tg_table_name, old.bill_id using errcode = 'restrict_violation';
  end if;
  return old;
end $$;

-- The other side of what the billing system wrote down.
alter table posting drop constraint posting_ledger_account_is_known,
  add constraint posting_ledger_account_is_known check (ledger_account in ('receivable', 'cash.processor',
    'cash.counter', 'deposits', 'revenue.water', 'revenue.fees', 'late-fees', 'returned-payment-fees', 'write-off',
    'leak-credits', 'rebates', 'assistance', 'processor-fees', 'opening', 'billing-system'));

-- The billing system's fees say why in their memo.
create or replace function ledger_entry_says_why() returns trigger language plpgsql as $$
begin
  if starts_with(new.idempotency_key, 'cis:') then
    return null;
  end if;
  if new.kind = 'fee' and not exists (select from fee_charge where ledger_entry_id = new.id)
    and not exists (select from fee_answer where ledger_entry_id = new.id)
    or new.kind = 'deposit-credit' and not exists (select from deposit_credit where ledger_entry_id = new.id) then
    raise exception 'ledger entry % is a % of which nobody said why', new.id, new.kind
      using errcode = 'check_violation', constraint = 'ledger_entry_says_why';
  end if;
  return null;
end $$;

-- What of our payments moved what an account owes, each under the receipt that goes out to the billing system.
create view our_receipt as
  select p.reference as receipt, p.account_id, p.ledger_entry_id as entry_id, p.id as payment_id, 'payment' as part
  from payment p where p.ledger_entry_id is not null
  union all
  select p.reference || '-' || m.id, p.account_id, m.ledger_entry_id, p.id, m.part
  from payment_movement m join payment p on p.id = m.payment_id where m.part <> 'processor-fee';

-- Those of them that the balance of the billing system does not have: no package that is part of that balance brought them.
create view unconfirmed_receipt as
  select r.receipt, r.account_id, r.entry_id, r.payment_id, r.part, o.cents as owed_cents
  from our_receipt r
  cross join lateral (
    select coalesce(sum(amount_cents), 0)::bigint as cents from posting
    where entry_id = r.entry_id and ledger_account = 'receivable' and account_id = r.account_id
  ) o
  left join exchange_balance b on b.account_id = r.account_id
  where not exists (
    select from exchange_confirmation c
    join exchange_run said on said.id = c.run_id
    join exchange_run held on held.id = b.run_id
    where c.receipt = r.receipt and c.account_id = r.account_id
      and (said.number <= held.number
        or (said.number is null or held.number is null)
          and (said.as_of < held.as_of or said.as_of = held.as_of and said.id <= held.id))
  );
