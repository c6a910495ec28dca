import type { MoneyKind, MoneyMoved } from '../../domain/exchange/index.ts';
import { type Cents, cents, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** Money that is to go out, and as which attempt. */
export interface WaitingMoney extends MoneyMoved {
  readonly accountId: number;
  readonly attempt: number;
  readonly entryId: number;
}

interface WaitingRow {
  receipt: string;
  attempt: number;
  account_id: number;
  account: string;
  kind: MoneyKind;
  amount_cents: number;
  fee_cents: number;
  paid_on: Temporal.PlainDate;
  taken_at: Temporal.Instant;
  settled_at: Temporal.Instant | null;
  channel: string;
  method_kind: string | null;
  bill: string | null;
  processor_payment: string | null;
  reverses: string | null;
  ledger_entry_id: number;
}

/**
 * What is in no batch yet: everything that never went, and what somebody decided to send again, unless the billing system
 * has it by now. One anti-join over all that ever moved: once a night, and a second for a million of them.
 */
const waitingOf = (money: string) => `from ${money} m
  left join (select receipt, max(attempt) as attempt from exchange_resend group by receipt) again using (receipt)
  where not exists (select from exchange_confirmation c where c.receipt = m.receipt) and not exists (
    select from exchange_batch_row r where r.receipt = m.receipt and r.attempt = coalesce(again.attempt, 1)
  ) and (again.attempt is null or not exists (
    select from exchange_row_standing s where s.receipt = m.receipt and s.state = 'accepted'
  ))`;

/** What waits, in the order in which it came into the books: a payment before its return. */
export async function waitingMoney(db: Database): Promise<readonly WaitingMoney[]> {
  const rows = await db.query<WaitingRow>(
    `select w.*, a.number as account, p.channel, p.method_kind, p.processor_payment, b.number as bill
     from (select m.*, coalesce(again.attempt, 1) as attempt ${waitingOf('exchange_money')}) w
     join account a on a.id = w.account_id
     join payment p on p.id = w.payment_id
     left join autopay_draft d on d.payment_id = p.id
     left join bill b on b.id = d.bill_id
     order by w.ledger_entry_id`,
  );
  return rows.map((row) => ({
    receipt: row.receipt,
    attempt: row.attempt,
    accountId: row.account_id,
    account: row.account,
    kind: row.kind,
    amount: cents(row.amount_cents),
    fee: cents(row.fee_cents),
    paidOn: row.paid_on,
    takenAt: row.taken_at,
    channel: row.channel,
    entryId: row.ledger_entry_id,
    ...present({
      settledAt: row.settled_at,
      method: row.method_kind,
      bill: row.bill,
      processorReference: row.processor_payment,
      reverses: row.reverses,
    }),
  }));
}

/**
 * SQL for the entry through which everything went out before: the last of the batches before the newest one. Each batch takes all that
 * waits, so what came late among those entries was in the newest.
 */
const takenThrough = `coalesce((
  select max(last.ledger_entry_id) from (
    select id from exchange_batch where kind = 'payments' order by number desc offset 1 limit 5
  ) b cross join lateral (
    select ledger_entry_id from exchange_batch_row where batch_id = b.id order by line desc limit 1
  ) last
), 0)`;

/** SQL for the batch that may have taken what moved since: those before it ended earlier. */
const newest = `select id from exchange_batch where kind = 'payments' order by number desc limit 1`;

/**
 * SQL for payments since then that no batch took: of the newest they are looked up at once, not each by itself. The billing system has
 * a receipt that it was never sent where `exchange_receipt_ahead` says so, which is seldom.
 */
const neverSent = `select p.amount_cents from payment p
  where p.ledger_entry_id between (select since from taken) and (select newest from taken) and p.channel <> 'legacy'
    and p.reference not in (select receipt from exchange_batch_row where batch_id = any (array(${newest})))
    and p.reference not in (select receipt from exchange_receipt_ahead)`;

/** SQL for other money that may wait: what became of payments since, and what somebody decided to send again. */
const otherMoney = `(
  select moved.receipt, moved.amount_cents
  from (
    select distinct payment_id from payment_movement
    where ledger_entry_id between (select since from taken) and (select newest from taken)
  ) one
  cross join lateral (
    select m.receipt, m.amount_cents, m.ledger_entry_id from exchange_money m
    where m.payment_id = one.payment_id and m.kind <> 'payment' offset 0
  ) moved
  where moved.ledger_entry_id >= (select since from taken)
  union
  select r.receipt, r.amount_cents from exchange_resend d join exchange_batch_row r on r.receipt = d.receipt
)`;

/** How much waits to go out. */
export async function waitingTotals(db: Database): Promise<{ readonly items: number; readonly total: Cents }> {
  // Between two entries payments are found by an index.
  const [row] = await db.query<{ items: number; total: number }>(
    `with taken as materialized (
       select ${takenThrough} + 1 as since, (select coalesce(max(id), 0) from ledger_entry) as newest
     )
     select count(*) as items, coalesce(sum(amount_cents), 0)::bigint as total
     from (${neverSent} union all select m.amount_cents ${waitingOf(otherMoney)}) waits`,
  );
  return { items: row?.items ?? 0, total: cents(row?.total ?? 0) };
}
