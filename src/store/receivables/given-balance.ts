import { type Cents, cents } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** A payment of ours, or what came of it, that the billing system's balance does not have. */
interface NotInYet {
  readonly receipt: string;
  readonly part: 'payment' | 'return' | 'refund' | 'dispute';
  /** Without its sign. */
  readonly amount: Cents;
  readonly on: Temporal.PlainDate;
}

/** What the billing system says an account owes, the day of which it says so, and what of ours is not in it. */
interface GivenBalance {
  readonly balance: Cents;
  readonly asOf: Temporal.PlainDate;
  readonly notIn: readonly NotInYet[];
}

/** Undefined where it has not said a balance. Two look-ups by the account. */
export async function givenBalance(db: Database, accountId: number): Promise<GivenBalance | undefined> {
  const [said] = await db.query<{ balance_cents: number; as_of: Temporal.PlainDate }>(
    'select balance_cents, as_of from exchange_balance where account_id = $1',
    [accountId],
  );
  if (said === undefined) return undefined;
  const notIn = await db.query<{ receipt: string; part: NotInYet['part']; cents: number; on: Temporal.PlainDate }>(
    `select r.receipt, r.part, abs(r.owed_cents) as cents, e.effective_on as on
     from unconfirmed_receipt r join ledger_entry e on e.id = r.entry_id
     where r.account_id = $1 and r.owed_cents <> 0
     order by e.effective_on, e.id
     limit 50`,
    [accountId],
  );
  return {
    balance: cents(said.balance_cents),
    asOf: said.as_of,
    notIn: notIn.map(({ receipt, part, cents: amount, on }) => ({ receipt, part, amount: cents(amount), on })),
  };
}
