import { type Cents, cents, type Wording } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { type LabelColumns, labelOf, labelValues } from '../label.ts';
import { balanceThrough, chargedSince } from './standing.sql.ts';

/** A deposit that is held for an account. */
export interface HeldDeposit {
  readonly accountId: number;
  readonly amount: Cents;
  readonly takenOn: Temporal.PlainDate;
  readonly label: Wording;
}

/** The deposits held of many accounts; most have none and are not in the map. An index-only scan, and a few rows. */
export async function heldDeposits(
  db: Database,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, HeldDeposit>> {
  const rows = await db.query<LabelColumns & { account_id: number; held: number; taken_on: Temporal.PlainDate }>(
    `select h.account_id, h.held, last.taken_on, last.label_es, last.label_en, last.label_others
     from (
       select account_id, -sum(amount_cents)::bigint as held from posting
       where ledger_account = 'deposits' and account_id = any($1)
       group by account_id having sum(amount_cents) < 0
     ) h
     join lateral (
       select e.effective_on as taken_on, coalesce(d.label_es, 'Depósito') as label_es,
         coalesce(d.label_en, 'Deposit') as label_en, d.label_others
       from posting p join ledger_entry e on e.id = p.entry_id left join deposit_taken d on d.ledger_entry_id = e.id
       where p.ledger_account = 'deposits' and p.account_id = h.account_id
         and (e.kind = 'deposit' or e.kind = 'deposit-transfer' and p.amount_cents < 0)
       order by e.id desc limit 1
     ) last on true`,
    [accountIds],
  );
  return new Map(
    rows.map((row) => [
      row.account_id,
      {
        accountId: row.account_id,
        amount: cents(row.held),
        takenOn: row.taken_on,
        label: labelOf(row),
      },
    ]),
  );
}

export interface PaymentHistory {
  readonly bills: readonly {
    readonly issuedOn: Temporal.PlainDate;
    readonly dueOn: Temporal.PlainDate;
    readonly amountDue: Cents;
    /** What the account owed, and what of it was charged after the bill, when its days of grace were over. */
    readonly balanceThen: Cents;
    readonly chargedSinceThen: Cents;
  }[];
  readonly returnedOn: readonly Temporal.PlainDate[];
}

/**
 * The bills of an account issued since `since` whose due date and days of grace were over before `today`, oldest first, and
 * what came back of its payments. For accounts with a deposit only: each bill sums the postings up to its day.
 */
export async function paymentHistory(
  db: Database,
  accountId: number,
  {
    since,
    today,
    graceDays,
  }: { readonly since: Temporal.PlainDate; readonly today: Temporal.PlainDate; readonly graceDays: number },
): Promise<PaymentHistory> {
  const bills = await db.query<{
    issued_on: Temporal.PlainDate;
    due_on: Temporal.PlainDate;
    amount_due_cents: number;
    balance: number;
    charged_since: number;
  }>(
    `select b.issued_on, b.due_on, b.amount_due_cents,
       ${balanceThrough('b', 'b.due_on + $4::int')} as balance,
       ${chargedSince('b', 'b.due_on + $4::int')} as charged_since
     from bill b
     where b.account_id = $1 and b.state = 'posted' and b.issued_on >= $2 and b.due_on + $4::int < $3
     order by b.period_end`,
    [accountId, since, today, graceDays],
  );
  const returns = await db.query<{ effective_on: Temporal.PlainDate }>(
    `select e.effective_on from posting p join ledger_entry e on e.id = p.entry_id
     where p.ledger_account = 'receivable' and p.account_id = $1 and e.kind = 'payment-return' and e.effective_on >= $2
       and p.amount_cents > 0
       -- What the bank paid after all does not count against the customer.
       and not exists (select from payment_movement m where m.ledger_entry_id = e.id and (
         select sum(n.amount_cents) from payment_movement n where n.payment_id = m.payment_id and n.part = 'return') <= 0)
     order by e.effective_on`,
    [accountId, since],
  );
  return {
    bills: bills.map((row) => ({
      issuedOn: row.issued_on,
      dueOn: row.due_on,
      amountDue: cents(row.amount_due_cents),
      balanceThen: cents(row.balance),
      chargedSinceThen: cents(row.charged_since),
    })),
    returnedOn: returns.map((row) => row.effective_on),
  };
}

export interface DepositTaken {
  readonly entryId: number;
  readonly accountId: number;
  readonly kind: string;
  readonly label: Wording;
  readonly note: string;
  readonly staffId?: string;
  readonly now: Temporal.Instant;
}

export async function insertDepositTaken(tx: Database, taken: DepositTaken): Promise<void> {
  await tx.query(
    `insert into deposit_taken (ledger_entry_id, account_id, kind, label_es, label_en, label_others, note, staff_id, taken_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      taken.entryId,
      taken.accountId,
      taken.kind,
      ...labelValues(taken.label),
      taken.note,
      taken.staffId ?? null,
      taken.now,
    ],
  );
}

export interface DepositCredit {
  readonly entryId: number;
  readonly accountId: number;
  readonly why: 'prompt' | 'final';
  /** Paid in time in a row. */
  readonly bills: number;
  readonly takenOn: Temporal.PlainDate;
}

export async function insertDepositCredit(tx: Database, credit: DepositCredit): Promise<void> {
  await tx.query(
    `insert into deposit_credit (ledger_entry_id, account_id, why, bills, taken_on) values ($1, $2, $3, $4, $5)`,
    [credit.entryId, credit.accountId, credit.why, credit.bills, credit.takenOn],
  );
}
