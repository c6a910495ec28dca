-- release: 0.2.0 expand
-- Who moved in where and from when, who said so and why; and what moves with a customer from one account to another.

create table move_in (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  -- The first day served; null takes the move-in back.
  begins_on date,
  -- The account that the same customer leaves for it, where it is a transfer of service.
  left_account_id bigint references account,
  -- Whether that account's service was ended with it, and goes on where the transfer is taken back.
  ended_with_it boolean not null default false,
  reason text not null constraint move_in_says_why check (reason <> ''),
  staff_id text not null references staff_member,
  at timestamptz not null,
  check (begins_on is not null or (left_account_id is null and not ended_with_it))
);
create index move_in_account on move_in (account_id, id desc);
create index move_in_left on move_in (left_account_id) where left_account_id is not null;
create trigger move_in_append_only before update or delete or truncate on move_in
  for each statement execute function history_is_append_only();

-- An account whose move-in was taken back was never served: it ends on the day it began.
alter table account drop constraint account_check;
alter table account add constraint account_ends_after_it_began check (closed_on >= opened_on);

-- Money that goes from one account of a customer to another of theirs: an entry out of the one, an entry into the other.
alter table ledger_entry drop constraint ledger_entry_kind_is_known;
alter table ledger_entry add constraint ledger_entry_kind_is_known check (kind in (
  'opening-balance', 'bill', 'payment', 'payment-return', 'refund', 'dispute', 'processor-fee', 'late-fee', 'fee', 'deposit',
  'deposit-credit', 'adjustment', 'write-off', 'reversal', 'balance-transfer', 'transferred-charge', 'deposit-transfer'));
alter table posting drop constraint posting_ledger_account_is_known;
alter table posting add constraint posting_ledger_account_is_known check (ledger_account in (
  'receivable', 'cash.processor', 'cash.counter', 'deposits', 'transfers', 'revenue.water', 'revenue.fees', 'late-fees',
  'returned-payment-fees', 'write-off', 'leak-credits', 'rebates', 'assistance', 'processor-fees', 'opening', 'billing-system'));

create table balance_transfer (
  ledger_entry_id bigint primary key references ledger_entry,
  account_id bigint not null references account,
  other_account_id bigint not null references account,
  -- Whether it came into `account_id` or went out of it; a deposit is one entry, written down where it went out.
  direction text not null check (direction in ('in', 'out')),
  part text not null check (part in ('balance', 'deposit')),
  reason text not null constraint balance_transfer_says_why check (reason <> ''),
  staff_id text not null references staff_member,
  at timestamptz not null,
  check (account_id <> other_account_id)
);
create index balance_transfer_account on balance_transfer (account_id);
create trigger balance_transfer_append_only before update or delete or truncate on balance_transfer
  for each statement execute function history_is_append_only();
