import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { SeededChance } from '../../bench/support/seeded-chance.ts';

/** What a billing system keeps of one of its own movements or of ours. */
interface CisTransaction {
  readonly id: string;
  readonly account: string;
  readonly on: Temporal.PlainDate;
  readonly kind: string;
  /** What it adds to the balance, in cents. */
  readonly amount: number;
  /** Our receipt, where it is ours. */
  readonly reference: string;
}

/** A night's files. */
export interface CisPackage {
  readonly number: number;
  readonly asOf: Temporal.PlainDate;
  readonly balances: ReadonlyMap<string, number>;
  readonly transactions: readonly CisTransaction[];
  readonly files: ReadonlyMap<string, Uint8Array>;
}

interface BatchFile {
  readonly name: string;
  readonly text: string;
  /** What stands beside it. */
  readonly totals: string;
}

const kinds: Readonly<Record<string, string>> = {
  payment: 'payment',
  reinstated: 'payment',
  return: 'return',
  dispute: 'return',
  refund: 'refund',
};

const money = (amount: number): string => (amount / 100).toFixed(2);

/**
 * A billing system that takes batches by their number, accepts some rows and refuses others, charges on its own, and writes
 * packages. It never looks whether it has a receipt already: who sends one twice is paid twice, and that is a breach.
 */
export class SimulatedCis {
  readonly balances = new Map<string, number>();
  /** By receipt: how it was posted. */
  readonly posted = new Map<string, { readonly account: string; readonly amount: number }>();
  readonly breaches: string[] = [];
  readonly #chance: SeededChance;
  readonly #worked = new Set<number>();
  readonly #shas = new Map<number, string>();
  #transactions: CisTransaction[] = [];
  #sent = 0;
  #run = 0;
  #ids = 0;
  #changed = new Set<string>();

  constructor(chance: SeededChance, accounts: readonly string[]) {
    this.#chance = chance;
    for (const account of accounts) this.balances.set(account, 0);
  }

  /** Charges, credits and corrections of its own; some that no transaction says. */
  moves(account: string, on: Temporal.PlainDate): void {
    const amount = this.#chance.whole(-3000, 9000);
    const kind = this.#chance.weighted({ late_fee: 1, adjustment: 3, payment: 2, unsaid: 1 });
    this.#post(account, { kind, amount: kind === 'payment' ? -Math.abs(amount) : amount, on, reference: '' });
  }

  /** Works a batch once, by its number; answers what it says of it. */
  works(file: BatchFile, on: Temporal.PlainDate): readonly string[] {
    const totals = JSON.parse(file.totals) as { batch: number; count: number; total: string; sha256: string };
    const rows: Readonly<Record<string, string>>[] = parse(file.text, { columns: true });
    const sum = rows.reduce((all, row) => all + Math.round(Number(row['amount']) * 100), 0);
    const sha = createHash('sha256').update(file.text).digest('hex');
    if (sha !== totals.sha256 || rows.length !== totals.count || money(sum) !== totals.total) {
      this.breaches.push(`${file.name} is not what its totals say`);
    }
    if ((this.#shas.get(totals.batch) ?? sha) !== sha)
      this.breaches.push(`batch ${totals.batch} came with other bytes`);
    this.#shas.set(totals.batch, sha);
    if (this.#worked.has(totals.batch)) return [];
    this.#worked.add(totals.batch);
    if (this.#chance.happens(0.04)) return [`${totals.batch},refused,,cannot be read`];
    const says: string[] = [];
    const saysWhole = this.#chance.happens(0.5);
    if (saysWhole) says.push(`${totals.batch},accepted,,`);
    for (const { receipt = '', account_number: account = '', kind = '', amount = '' } of rows) {
      if (this.#chance.happens(0.06)) {
        says.push(`${totals.batch},refused,${receipt},account is being worked`);
        continue;
      }
      if (this.posted.has(receipt)) this.breaches.push(`${receipt} was accepted twice`);
      const paid = Math.round(Number(amount) * 100);
      this.posted.set(receipt, { account, amount: paid });
      this.#post(account, { kind: kinds[kind] ?? 'adjustment', amount: -paid, on, reference: receipt });
      if (!saysWhole) says.push(`${totals.batch},accepted,${receipt},`);
    }
    return says;
  }

  /** Writes a night's files: what changed since the last, or everything. */
  writes(asOf: Temporal.PlainDate, scope: 'full' | 'delta'): CisPackage {
    this.#run += 1;
    const accounts = scope === 'full' ? [...this.balances.keys()] : [...this.#changed];
    const transactions = this.#transactions.slice(scope === 'full' ? 0 : this.#sent);
    this.#sent = this.#transactions.length;
    this.#changed = new Set();
    const balances = new Map(accounts.map((account) => [account, this.balances.get(account) ?? 0]));
    const texts = {
      'balances.csv': table(
        ['account_number', 'as_of', 'balance'],
        [...balances].map(([account, balance]) => [account, `${asOf}`, money(balance)]),
      ),
      'transactions.csv': table(
        ['transaction_id', 'account_number', 'on', 'kind', 'amount', 'reference'],
        transactions.map(({ id, account, on, kind, amount, reference }) => [
          id,
          account,
          `${on}`,
          kind,
          money(amount),
          reference,
        ]),
      ),
    };
    const manifest = {
      ...{ made_at: `${asOf}T23:00:00Z`, as_of: `${asOf}`, scope, run: this.#run, previous_run: this.#run - 1 },
      files: {
        'balances.csv': {
          rows: balances.size,
          total: money([...balances.values()].reduce((a, b) => a + b, 0)),
          of: 'balance',
        },
        'transactions.csv': {
          rows: transactions.length,
          total: money(transactions.reduce((all, { amount }) => all + amount, 0)),
          of: 'amount',
        },
      },
    };
    const files = new Map(
      Object.entries({ ...texts, 'manifest.json': JSON.stringify(manifest) }).map(([name, text]) => [
        name,
        new TextEncoder().encode(text),
      ]),
    );
    return { number: this.#run, asOf, balances, transactions, files };
  }

  #post(account: string, moved: Omit<CisTransaction, 'id' | 'account'>): void {
    this.balances.set(account, (this.balances.get(account) ?? 0) + moved.amount);
    this.#changed.add(account);
    if (moved.kind === 'unsaid' || moved.amount === 0) return;
    this.#ids += 1;
    this.#transactions.push({ id: `T${this.#ids}`, account, ...moved });
  }
}

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
