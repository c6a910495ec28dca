import { expect } from 'vitest';
import { cisPackage, simulatedBill, simulatedHomes } from '../../../test/support/cis-package.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { postNow } from '../../../test/support/posting.ts';
import { seed } from '../../../test/support/properties.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { cents } from '../../domain/kernel/index.ts';
import { paymentEntry, paymentReturnEntry } from '../../domain/receivables/index.ts';
import type { DatabasePool } from '../../store/database.ts';

const byCis = { billing: { ...referenceUtility.billing, by: 'cis' as const } };
const firstDay = Temporal.PlainDate.from('2026-05-01');
const now = Temporal.Instant.from('2026-05-14T16:00:00Z');

/** Whole numbers below a bound, the same for a seed. */
function dice(from: number): (bound: number) => number {
  let state = from >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

interface Posted {
  readonly id: string;
  readonly account: string;
  readonly kind: string;
  readonly amount: number;
  readonly reference?: string;
}

interface Package {
  readonly run: number;
  readonly folder: string;
  readonly balances: ReadonlyMap<string, number>;
  readonly receipts: ReadonlySet<string>;
}

const written = (amount: number) => (amount / 100).toFixed(2);

/** A billing system that counts for itself, and hands its files out whenever it likes. */
class SimulatedCis {
  readonly balances = new Map<string, number>();
  readonly homes: Record<string, Record<string, string>[]>;
  #fresh: Posted[] = [];
  readonly #all: Posted[] = [];
  #bills: ReturnType<typeof simulatedBill>[] = [];
  readonly #allBills: ReturnType<typeof simulatedBill>[] = [];
  readonly #changed = new Set<string>();
  #run = 0;
  #count = 0;

  constructor(accounts: number) {
    this.homes = simulatedHomes(accounts);
    for (let n = 1; n <= accounts; n++) this.balances.set(`A${n}`, 0);
  }

  post(account: string, kind: string, amount: number, reference?: string): void {
    const one = { id: `T${++this.#count}`, account, kind, amount, ...(reference === undefined ? {} : { reference }) };
    this.#fresh.push(one);
    this.#all.push(one);
    this.#move(account, amount);
  }

  bill(account: string, charges: number): void {
    const forward = this.balances.get(account) ?? 0;
    const issued = firstDay.add({ days: this.#run }).toString();
    const money = { charges: written(charges), forward: written(forward), due: written(forward + charges) };
    const bill = simulatedBill(`B${++this.#count}`, account, { issued, ...money });
    this.#bills.push(bill);
    this.#allBills.push(bill);
    this.#move(account, charges);
  }

  #move(account: string, amount: number): void {
    this.balances.set(account, (this.balances.get(account) ?? 0) + amount);
    this.#changed.add(account);
  }

  /** What happened since the last package, or all of it; now and then without a balance that changed. */
  async write(scope: 'full' | 'delta', leaveOut: (account: string) => boolean): Promise<Package> {
    const run = ++this.#run;
    const [posted, bills] = scope === 'full' ? [this.#all, this.#allBills] : [this.#fresh, this.#bills];
    const accounts = scope === 'full' ? [...this.balances.keys()] : [...this.#changed];
    const told = accounts.filter((account) => scope === 'full' || !leaveOut(account));
    const day = firstDay.add({ days: run }).toString();
    const folder = await cisPackage(
      {
        ...(scope === 'full' ? this.homes : {}),
        'bills.csv': bills.map(({ bill }) => bill),
        'bill-lines.csv': bills.map(({ line }) => line),
        'transactions.csv': posted.map((one) => ({
          ...{ transaction_id: one.id, account_number: one.account, on: day, kind: one.kind },
          ...{ amount: written(one.amount), reference: one.reference ?? '' },
        })),
        'balances.csv': told.map((account) => ({
          ...{ account_number: account, as_of: day, balance: written(this.balances.get(account) ?? 0) },
        })),
      },
      { scope, as_of: day, run, previous_run: run - 1 },
    );
    this.#fresh = [];
    this.#bills = [];
    this.#changed.clear();
    return {
      ...{ run, folder },
      balances: new Map(told.map((account) => [account, this.balances.get(account) ?? 0])),
      receipts: new Set(posted.flatMap(({ reference }) => reference ?? [])),
    };
  }
}

/** What of ours moved, and by which receipt it goes to the billing system. */
interface Ours {
  readonly receipt: string;
  readonly account: string;
  readonly amount: number;
}

async function payOurs(db: DatabasePool, account: string, amount: number, nth: number): Promise<Ours> {
  const [row] = await db.query<{ id: number }>('select id from account where number = $1', [account]);
  const accountId = row?.id ?? 0;
  const about = { accountId, amount: cents(amount), on: firstDay, memo: `PAY-${nth}` };
  const entryId = await postNow(db, paymentEntry({ ...about, into: 'cash.processor' }), {
    ...{ now, idempotencyKey: `test:${nth}` },
  });
  await db.query(
    `insert into payment (reference, account_id, amount_cents, channel, state, idempotency_key, started_at, paid_on,
       ledger_entry_id) values ($1, $2, $3, 'portal', 'succeeded', $1, $4, $5, $6)`,
    [`PAY-${nth}`, accountId, amount, now, firstDay, entryId],
  );
  return { receipt: `PAY-${nth}`, account, amount: -amount };
}

/** The bank takes a payment back; gives the receipt of that. */
async function takeBack(db: DatabasePool, paid: Ours): Promise<Ours> {
  const [row] = await db.query<{ id: number; account_id: number }>(
    'select id, account_id from payment where reference = $1',
    [paid.receipt],
  );
  const about = { accountId: row?.account_id ?? 0, amount: cents(-paid.amount), on: firstDay, memo: paid.receipt };
  const entryId = await postNow(db, paymentReturnEntry({ ...about, outOf: 'cash.processor', fee: cents(0) }), {
    ...{ now, idempotencyKey: `test:return:${paid.receipt}` },
  });
  const [movement] = await db.query<{ id: number }>(
    `insert into payment_movement (payment_id, part, amount_cents, ledger_entry_id, moved_at)
     values ($1, 'return', $2, $3, $4) returning id`,
    [row?.id, -paid.amount, entryId, now],
  );
  return { receipt: `${paid.receipt}-${movement?.id}`, account: paid.account, amount: -paid.amount };
}

/** The balance that a customer sees must be the newest known one less what of ours is not part of it, worked out apart. */
function expected(account: string, applied: readonly Package[], ours: readonly Ours[]): number | undefined {
  const newest = applied
    .filter(({ balances }) => balances.has(account))
    .toSorted((one, other) => other.run - one.run)[0];
  if (newest === undefined) return undefined;
  const isPart = (receipt: string) => applied.some(({ run, receipts }) => run <= newest.run && receipts.has(receipt));
  return ours
    .filter((one) => one.account === account && !isPart(one.receipt))
    .reduce((sum, { amount }) => sum + amount, newest.balances.get(account) ?? 0);
}

async function seen(db: DatabasePool): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ number: string; cents: number }>(
    `select a.number, coalesce(sum(p.amount_cents), 0)::bigint as cents from account a
     left join posting p on p.account_id = a.id and p.ledger_account = 'receivable' group by a.number`,
  );
  return new Map(rows.map(({ number, cents: amount }) => [number, amount]));
}

async function takeIn(db: DatabasePool, folder: string): Promise<void> {
  const taken = await caudal(db, ['import', 'cis', folder, '--json'], { utility: byCis });
  const { state, run } = JSON.parse(taken.out);
  if (state !== 'waits') {
    expect(state, taken.out).toMatch(/applied|nothing-new/);
    return;
  }
  const approved = await caudal(db, ['import', 'cis', folder, '--approve', `${run}`, '--json'], { utility: byCis });
  expect(JSON.parse(approved.out).state, approved.out).toBe('applied');
}

test.for([1, 2])(
  'whatever comes late, twice or out of order, the balance is the billing system’s less what of ours it has not (%i)',
  async (nth, { db }) => {
    const draw = dice(seed + nth);
    const cis = new SimulatedCis(3);
    const [applied, waiting]: [Package[], Package[]] = [[], []];
    const ours: Ours[] = [];
    const unsent: Ours[] = [];
    for (const account of cis.balances.keys()) cis.bill(account, 2000 + draw(5000));
    const deliver = async (one: Package) => {
      await takeIn(db, one.folder);
      if (!applied.includes(one)) applied.push(one);
    };
    await deliver(await cis.write('full', () => false));
    for (let step = 0; step < 16; step++) {
      const account = `A${1 + draw(3)}`;
      const chance = draw(10);
      if (chance < 2) {
        const paid = await payOurs(db, account, 100 + draw(3000), ours.length);
        ours.push(paid);
        unsent.push(paid);
      } else if (chance === 2) {
        const paid = ours.find(
          ({ receipt, amount }) => amount < 0 && !ours.some((one) => one.receipt.startsWith(`${receipt}-`)),
        );
        if (paid !== undefined) {
          const returned = await takeBack(db, paid);
          ours.push(returned);
          unsent.push(returned);
        }
      } else if (chance === 3) {
        const [first] = unsent.splice(draw(Math.max(1, unsent.length)), 1);
        if (first !== undefined)
          cis.post(first.account, first.amount < 0 ? 'payment' : 'return', first.amount, first.receipt);
      } else if (chance === 4) cis.bill(account, 1000 + draw(4000));
      else if (chance === 5) cis.post(account, draw(2) === 0 ? 'payment' : 'adjustment', -draw(2000) - 1);
      else if (chance === 6) cis.post(account, draw(2) === 0 ? 'late_fee' : 'fee', draw(900) + 1);
      else {
        const made = await cis.write(draw(4) === 0 ? 'full' : 'delta', () => draw(3) === 0);
        // Nothing happened: nothing is sent.
        if (made.balances.size === 0) continue;
        if (draw(4) === 0) waiting.push(made);
        else await deliver(made);
        if (waiting.length > 0 && draw(2) === 0) await deliver(waiting.shift() as Package);
        const again = applied[draw(applied.length)];
        if (again !== undefined && draw(3) === 0) await deliver(again);
      }
      const balances = await seen(db);
      for (const [number, balance] of balances) {
        expect([step, number, balance]).toEqual([step, number, expected(number, applied, ours)]);
      }
    }
  },
);
