import type { Database } from '../../src/store/database.ts';
import type { Intended } from './paying-customer.ts';

export interface Compared {
  /** Charges that the processor made, those that a bank took back later among them. */
  readonly charges: number;
  readonly amount: number;
  /** Payment entries in Caudal's ledger. */
  readonly entries: number;
  /** Charges without their payment entry. */
  readonly lost: number;
  /** Payment entries beyond the one that a charge stands for. */
  readonly doubled: number;
  /** Charges and entries of which an amount, an account or what went back differs, accounts whose balance does, and the cash. */
  readonly different: number;
  /** What is wrong, to look it up. */
  readonly wrong: readonly string[];
}

interface Charge {
  reference: string;
  session_id: string;
  amount: number;
  /** What the processor does not hold of it any more. */
  out: number;
  /** What the processor charges us for a dispute over it. */
  fee: number;
}

interface Entry {
  key: string;
  kind: string;
  account_id: number;
  amount: number;
}

/** SQL for what went back of a charge `c`: all of it by its bank, or what was refunded and what a dispute withdrew. */
const out = `case when c.state = 'returned' then c.amount_cents else c.refunded_cents
  + coalesce((c.dispute ->> 'withdrawn')::bigint - (c.dispute ->> 'reinstated')::bigint, 0) end`;

/** Compares the processor's books with the ledger, to the cent, and both with what people meant to pay. */
export async function compareBooks(db: Database, intended: ReadonlyMap<string, Intended>): Promise<Compared> {
  const charges = await db.query<Charge>(
    `select merchant_reference as reference, session_id, amount_cents as amount, ${out} as out,
       coalesce((dispute ->> 'fee')::bigint, 0) as fee
     from demo.processor_charge c where state <> 'declined' order by 1`,
  );
  // What each entry took off the account, whatever it is called.
  const entries = await db.query<Entry>(
    `select e.idempotency_key as key, e.kind, p.account_id, -sum(p.amount_cents)::bigint as amount
     from ledger_entry e join posting p on p.entry_id = e.id
     where p.ledger_account = 'receivable' and e.kind in ('payment', 'payment-return', 'refund', 'dispute')
     group by e.id, p.account_id`,
  );
  const byKey = Map.groupBy(entries, (entry) => entry.key);
  const wrong: string[] = [];
  let [lost, doubled, different] = [0, 0, 0];
  const known = new Set<string>();
  const goneBy = Map.groupBy(
    entries.filter(({ kind }) => kind !== 'payment'),
    ({ key }) => key.split(':')[1] ?? '',
  );
  for (const charge of charges) {
    const key = `payment:${charge.reference}`;
    const booked = byKey.get(key) ?? [];
    known.add(key);
    const meant = intended.get(charge.session_id);
    const [entry] = booked;
    if (entry === undefined) {
      lost += 1;
      wrong.push(`charge ${charge.reference} of ${charge.amount} is in no entry`);
      continue;
    }
    if (
      entry.amount !== charge.amount ||
      (meant && (meant.amount !== charge.amount || meant.accountId !== entry.account_id))
    ) {
      different += 1;
      wrong.push(
        `charge ${charge.reference}: charged ${charge.amount}, booked ${entry.amount} to ${entry.account_id}, meant ${JSON.stringify(meant)}`,
      );
    }
    const gone = goneBy.get(charge.reference) ?? [];
    for (const { key } of gone) known.add(key);
    const taken = gone.reduce((sum, one) => sum - one.amount, 0);
    if (taken !== charge.out) {
      different += 1;
      wrong.push(`charge ${charge.reference}: ${charge.out} went back, ${taken} in ${gone.length} entries`);
    }
  }
  for (const entry of entries) {
    if (known.has(entry.key)) continue;
    doubled += 1;
    wrong.push(`entry ${entry.key} of ${entry.amount} stands for no charge`);
  }
  for (const account of await unequalAccounts(db)) {
    different += 1;
    wrong.push(account);
  }
  const [cash] = await db.query<{ sum: number }>(
    `select coalesce(sum(amount_cents), 0)::bigint as sum from posting where ledger_account = 'cash.processor'`,
  );
  const held = charges.reduce((sum, { amount, out: gone, fee }) => sum + amount - gone - fee, 0);
  if (cash?.sum !== held) {
    different += 1;
    wrong.push(`the processor holds ${held}, the ledger has ${cash?.sum} there`);
  }
  return {
    charges: charges.length,
    amount: charges.reduce((sum, charge) => sum + charge.amount, 0),
    entries: entries.filter((entry) => entry.kind === 'payment').length,
    ...{ lost, doubled, different, wrong },
  };
}

/** Accounts that owe something else than their bills and fees less what the processor still holds of theirs. */
async function unequalAccounts(db: Database): Promise<string[]> {
  const rows = await db.query<{ account_id: number; owed: number; expected: number }>(
    `with owed as (
       select account_id, sum(amount_cents)::bigint as owed from posting where ledger_account = 'receivable' group by 1
     ), charged as (
       select p.account_id, sum(p.amount_cents)::bigint as charged from posting p join ledger_entry e on e.id = p.entry_id
       where p.ledger_account = 'receivable' and e.kind not in ('payment', 'payment-return', 'refund', 'dispute') group by 1
     ), paid as (
       select m.account_id, sum(c.amount_cents - ${out})::bigint as paid
       from demo.processor_charge c join payment m on m.reference = c.merchant_reference
       where c.state <> 'declined' group by 1
     )
     select owed.account_id, owed.owed, coalesce(charged, 0) - coalesce(paid, 0) as expected
     from owed left join charged using (account_id) left join paid using (account_id)
     where owed.owed <> coalesce(charged, 0) - coalesce(paid, 0)`,
  );
  return rows.map((row) => `account ${row.account_id} owes ${row.owed}, but ${row.expected} by what was paid`);
}
