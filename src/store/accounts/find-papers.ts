import { type Cents, cents } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** A bill by its number, with whose it is. */
export interface FoundBill {
  readonly number: string;
  readonly account: string;
  readonly name: string;
  readonly issuedOn: Temporal.PlainDate;
  readonly amountDue: Cents;
}

/** A payment by the number of its receipt. */
export interface FoundPayment {
  readonly reference: string;
  readonly account: string;
  readonly name: string;
  readonly at: Temporal.Instant;
  readonly amount: Cents;
  readonly state: string;
}

const whose = `a.number as account, c.name
  from account a join customer c on c.id = a.customer_id`;

/** A bill that was sent; a draft of a run is found in its run. */
export async function findBill(db: Database, number: string): Promise<FoundBill | undefined> {
  const [row] = await db.query<{
    number: string;
    account: string;
    name: string;
    issued_on: Temporal.PlainDate;
    amount_due_cents: number;
  }>(
    `select b.number, b.issued_on, b.amount_due_cents, ${whose} join bill b on b.account_id = a.id
     where b.number = $1 and b.state <> 'draft'`,
    [number],
  );
  return (
    row && {
      number: row.number,
      account: row.account,
      name: row.name,
      issuedOn: row.issued_on,
      amountDue: cents(row.amount_due_cents),
    }
  );
}

export async function findReceipt(db: Database, reference: string): Promise<FoundPayment | undefined> {
  const [row] = await db.query<{
    reference: string;
    account: string;
    name: string;
    at: Temporal.Instant;
    amount_cents: number;
    state: string;
  }>(
    `select y.reference, coalesce(y.settled_at, y.started_at) as at, y.amount_cents, y.state, ${whose}
     join payment y on y.account_id = a.id where y.reference = $1`,
    [reference],
  );
  return (
    row && {
      reference: row.reference,
      account: row.account,
      name: row.name,
      at: row.at,
      amount: cents(row.amount_cents),
      state: row.state,
    }
  );
}
