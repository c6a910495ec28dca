-- release: 0.2.0 expand
-- Money that goes back in parts: refunds made in the processor's dashboard, disputes, returns that the bank takes back.

alter table ledger_entry drop constraint ledger_entry_kind_is_known,
  add constraint ledger_entry_kind_is_known check (kind in ('opening-balance', 'bill', 'payment', 'payment-return',
    'refund', 'dispute', 'processor-fee', 'late-fee', 'fee', 'deposit', 'deposit-credit', 'adjustment', 'write-off',
    'reversal'));
alter table posting drop constraint posting_ledger_account_is_known,
  add constraint posting_ledger_account_is_known check (ledger_account in ('receivable', 'cash.processor',
    'cash.counter', 'deposits', 'revenue.water', 'revenue.fees', 'late-fees', 'returned-payment-fees', 'write-off',
    'leak-credits', 'rebates', 'assistance', 'processor-fees', 'opening'));

alter table payment drop constraint payment_state_check, drop constraint payment_check, drop constraint payment_check1,
  add constraint payment_state_is_known
    check (state in ('started', 'succeeded', 'declined', 'abandoned', 'returned', 'refunded', 'disputed')),
  add constraint payment_in_the_books_has_its_entry
    check ((state in ('succeeded', 'returned', 'refunded', 'disputed')) = (ledger_entry_id is not null)),
  -- What the processor says was given back so far, and when it said so: word older than that is no news.
  add column refunded_cents bigint not null default 0 check (refunded_cents >= 0),
  add column refund_said_at timestamptz,
  -- What is withdrawn now because somebody disputed it.
  add column disputed_cents bigint not null default 0 check (disputed_cents >= 0),
  -- When the processor last said that the bank paid, or took it back.
  add column bank_said_at timestamptz;
update payment set refunded_cents = amount_cents + fee_cents where state = 'refunded';
update payment set bank_said_at = settled_at where state in ('succeeded', 'returned', 'refunded');

-- A payment that somebody disputes at their bank, as the processor tells of it; a case for the staff.
create table payment_dispute (
  id bigint generated always as identity primary key,
  payment_id bigint not null references payment,
  -- The processor's own id of it.
  reference text not null unique,
  amount_cents bigint not null check (amount_cents > 0),
  reason text not null,
  state text not null check (state in ('inquiry', 'inquiry-closed', 'needs-response', 'under-review', 'won', 'lost')),
  evidence_due_at timestamptz,
  -- What the processor took and gave back so far, and its own fee.
  withdrawn_cents bigint not null default 0 check (withdrawn_cents >= 0),
  reinstated_cents bigint not null default 0 check (reinstated_cents >= 0),
  fee_cents bigint not null default 0,
  opened_at timestamptz not null,
  said_at timestamptz not null
);
create index payment_dispute_payment on payment_dispute (payment_id);

-- What of a payment left the books again, or came back into them; each with its entry.
create table payment_movement (
  id bigint generated always as identity primary key,
  payment_id bigint not null references payment,
  part text not null check (part in ('refund', 'return', 'dispute', 'processor-fee')),
  -- Positive: it left; negative: it came back.
  amount_cents bigint not null check (amount_cents <> 0),
  ledger_entry_id bigint not null unique references ledger_entry,
  moved_at timestamptz not null
);
create index payment_movement_payment on payment_movement (payment_id);
insert into payment_movement (payment_id, part, amount_cents, ledger_entry_id, moved_at)
select id, case state when 'returned' then 'return' else 'refund' end, amount_cents + fee_cents, undoing_entry_id,
  coalesce(settled_at, started_at)
from payment where state in ('returned', 'refunded') and undoing_entry_id is not null;
create trigger payment_movement_append_only before update or delete or truncate on payment_movement
  for each statement execute function history_is_append_only();

-- A payment that came back, was paid after all and came back again has its fee again; one fee a bill otherwise.
alter table fee_charge drop constraint fee_charge_payment_reference_key,
  add column bill_id bigint references bill;
create index fee_charge_payment on fee_charge (payment_reference) where payment_reference is not null;

-- Autopay that a return or a refused card has paused: it drafts nothing until the customer agrees again.
alter table autopay add column paused_at timestamptz, add column paused_code text,
  add column paused_payment_id bigint references payment,
  add constraint autopay_pause_says_why check ((paused_at is null) = (paused_code is null));
create index autopay_paused on autopay (paused_at) where paused_at is not null and ended_at is null;
