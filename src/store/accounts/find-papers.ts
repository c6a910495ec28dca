import { type Cents, cents, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** A bill by its number, with whose it is. */
export interface FoundBill {
  readonly number: string;
  readonly account: string;
  readonly name: string;
  readonly issuedOn: Temporal.PlainDate;
  readonly amountDue: Cents;
}

/** A payment by the number of its receipt, or by the billing system's. */
export interface FoundPayment {
  readonly reference: string;
  readonly account: string;
  readonly name: string;
  /** Of a payment here. */
  readonly at?: Temporal.Instant;
  /** Of one that the billing system took. */
  readonly on?: Temporal.PlainDate;
  readonly amount: Cents;
  readonly state: string;
}

const whose = `a.number as account, c.name
  from account a join customer c on c.id = a.customer_id`;

/**
 * Bills that were sent by a number as it was typed: our own by the number that its check digit proves, those of a billing system
 * by theirs, whatever signs, capitals and zeros in front it was typed with. A draft of a run is found in its run.
 */
export async function findBills(
  db: Database,
  { bill, number }: { readonly bill?: string; readonly number?: string },
): Promise<readonly FoundBill[]> {
  if (bill === undefined && number === undefined) return [];
  const rows = await db.query<{
    number: string;
    account: string;
    name: string;
    issued_on: Temporal.PlainDate;
    amount_due_cents: number;
  }>(
    `select b.number, b.issued_on, b.amount_due_cents, ${whose} join bill b on b.account_id = a.id
     where b.id in (
       select id from bill where number = $1
       union select id from bill where origin = 'cis' and ltrim(bare_number(number), '0') = ltrim(bare_number($2), '0')
     ) and b.state <> 'draft' order by b.issued_on desc, b.id limit ${maxPapers}`,
    [bill ?? null, number ?? null],
  );
  return rows.map((row) => ({
    number: row.number,
    account: row.account,
    name: row.name,
    issuedOn: row.issued_on,
    amountDue: cents(row.amount_due_cents),
  }));
}

/** More of one number than this is no number. */
const maxPapers = 25;

/** Payments by the number of our receipt, or by what the billing system calls one that it took: its transaction, its reference. */
export async function findReceipts(
  db: Database,
  { receipt, number }: { readonly receipt?: string; readonly number?: string },
): Promise<readonly FoundPayment[]> {
  if (receipt === undefined && number === undefined) return [];
  const rows = await db.query<{
    reference: string;
    account: string;
    name: string;
    at: Temporal.Instant | null;
    on_day: Temporal.PlainDate | null;
    amount_cents: number;
    state: string;
  }>(
    `select y.reference, coalesce(y.settled_at, y.started_at) as at, null::date as on_day, y.amount_cents, y.state, ${whose}
     join payment y on y.account_id = a.id where y.reference = $1
     union all
     select coalesce(x.reference, x.transaction_id), null, x.on_day, -x.amount_cents, 'succeeded', ${whose}
     join exchange_transaction x on x.account_id = a.id
     where x.transaction_id in (
       select transaction_id from exchange_transaction where bare_number(transaction_id) = bare_number($2)
       union select transaction_id from exchange_transaction where bare_number(reference) = bare_number($2)
     ) and x.kind = 'payment' and not exists (select from payment y where y.reference = x.reference)
     limit ${maxPapers}`,
    [receipt ?? null, number ?? null],
  );
  return rows.map((row) => ({
    reference: row.reference,
    account: row.account,
    name: row.name,
    amount: cents(row.amount_cents),
    state: row.state,
    ...present({ at: row.at, on: row.on_day }),
  }));
}
