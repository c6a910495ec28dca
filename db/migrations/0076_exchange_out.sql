-- release: 0.2.0 expand
-- What goes to the utility's own billing system: payments, changes and enrolments in numbered batches, and what it answers.

-- Money that moved here, one receipt a row: payments as they came, and what went back of them or came again. What the old
-- portal took is not ours to send. The amount is what the account's debt went down by.
create view exchange_money as
select p.reference as receipt, p.account_id, 'payment' as kind, p.amount_cents, p.fee_cents, p.paid_on,
  p.started_at as taken_at, p.settled_at, p.id as payment_id, p.ledger_entry_id, null::text as reverses
from payment p where p.ledger_entry_id is not null and p.channel <> 'legacy'
union all
select m.receipt, m.account_id, m.kind, m.amount_cents, 0 - m.moved_cents - m.amount_cents, m.paid_on, m.moved_at, m.moved_at,
  m.payment_id, m.ledger_entry_id,
  case m.kind when 'reinstated' then coalesce(m.before, m.reference) else m.reference end
from (
  select p.reference || '-' || m.id as receipt, p.reference,
    lag(p.reference || '-' || m.id) over (partition by m.payment_id, m.part order by m.id) as before,
    p.account_id, case when m.amount_cents < 0 then 'reinstated' else m.part end as kind, m.amount_cents as moved_cents,
    (select coalesce(0 - sum(g.amount_cents), 0)::bigint from posting g
     where g.entry_id = m.ledger_entry_id and g.ledger_account = 'receivable') as amount_cents,
    e.effective_on as paid_on, m.moved_at, m.payment_id, m.ledger_entry_id
  from payment_movement m
  join payment p on p.id = m.payment_id
  join ledger_entry e on e.id = m.ledger_entry_id
  where m.part <> 'processor-fee' and p.channel <> 'legacy'
) m;

-- A file that goes out, as it was written, byte for byte: where it is lost, it is written again.
create table exchange_batch (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('payments', 'changes', 'enrolments')),
  number integer not null check (number > 0),
  form text not null check (form in ('csv', 'lockbox', 'bai', 'ccb-staging')),
  file_name text not null unique,
  made_on date not null,
  made_at timestamptz not null,
  items integer not null check (items > 0),
  -- Of payments: their sum.
  total_cents bigint check ((total_cents is not null) = (kind = 'payments')),
  content text not null,
  sha256 text not null,
  -- When it lay in the folder, whole, for the first time.
  written_at timestamptz,
  unique (kind, number)
);
create index exchange_batch_not_written on exchange_batch (id) where written_at is null;

-- A person's decision that a refused receipt goes again, as its so-many-th attempt.
create table exchange_resend (
  receipt text not null,
  attempt smallint not null check (attempt > 1),
  decided_by text not null references staff_member,
  decided_at timestamptz not null,
  reason text not null check (reason <> ''),
  primary key (receipt, attempt)
);

-- A receipt goes out once an attempt, and a second attempt is somebody's decision.
create table exchange_batch_row (
  batch_id bigint not null references exchange_batch,
  line integer not null check (line > 0),
  receipt text not null,
  attempt smallint not null check (attempt > 0),
  account_id bigint not null references account,
  kind text not null check (kind in ('payment', 'return', 'refund', 'dispute', 'reinstated')),
  amount_cents bigint not null,
  ledger_entry_id bigint not null references ledger_entry,
  -- Null on a first attempt, so that the key below asks for a decision of every other.
  decided_attempt smallint generated always as (nullif(attempt, 1)) stored,
  primary key (batch_id, line),
  unique (receipt, attempt),
  foreign key (receipt, decided_attempt) references exchange_resend (receipt, attempt)
);
create trigger exchange_batch_row_append_only before update or delete or truncate on exchange_batch_row
  for each statement execute function history_is_append_only();

-- What the billing system said of a batch, or of one receipt in it. Said again, it is the same row.
create table exchange_ack (
  id bigint generated always as identity primary key,
  batch_id bigint not null references exchange_batch,
  receipt text,
  status text not null check (status in ('accepted', 'refused')),
  reason text,
  file_name text not null,
  received_at timestamptz not null,
  unique nulls not distinct (batch_id, receipt, status)
);
create index exchange_ack_refused on exchange_ack (batch_id, receipt) where status = 'refused';

-- How each row that went out stands. A word on the receipt goes before one on its batch, and "accepted" before "refused"
-- whichever came first: money that was taken in somewhere is not sent again.
create view exchange_row_standing as
select r.receipt, r.attempt, r.batch_id, r.line, r.account_id, r.kind, r.amount_cents, r.ledger_entry_id, b.number as batch,
  b.made_at,
  case when own.accepted then 'accepted' when own.refused then 'refused' when whole.accepted then 'accepted'
    when whole.refused then 'refused' else 'sent' end as state,
  case when own.refused then own.reason else whole.reason end as reason,
  coalesce(own.accepted and own.refused, false) as is_contradicted
from exchange_batch_row r
join exchange_batch b on b.id = r.batch_id
left join (
  select a.batch_id, a.receipt, bool_or(a.status = 'accepted') as accepted, bool_or(a.status = 'refused') as refused,
    max(a.reason) filter (where a.status = 'refused') as reason
  from exchange_ack a where a.receipt is not null group by a.batch_id, a.receipt
) own on own.batch_id = r.batch_id and own.receipt = r.receipt
left join (
  select a.batch_id, bool_or(a.status = 'accepted') as accepted, bool_or(a.status = 'refused') as refused,
    max(a.reason) filter (where a.status = 'refused') as reason
  from exchange_ack a where a.receipt is null group by a.batch_id
) whole on whole.batch_id = r.batch_id;

-- What of a customer was said to have changed, and how an account's autopay and e-bill were said to stand.
create table exchange_change (
  batch_id bigint not null references exchange_batch,
  line integer not null check (line > 0),
  customer_id bigint not null references customer,
  field text not null,
  old_value text,
  new_value text not null,
  changed_at timestamptz not null,
  primary key (batch_id, line)
);
create index exchange_change_customer on exchange_change (customer_id, field, batch_id desc);
create table exchange_enrolment (
  batch_id bigint not null references exchange_batch,
  line integer not null check (line > 0),
  account_id bigint not null references account,
  autopay_since timestamptz,
  ebill_since timestamptz,
  primary key (batch_id, line)
);
create index exchange_enrolment_account on exchange_enrolment (account_id, batch_id desc);
