import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeededChance } from '../../bench/support/seeded-chance.ts';
import { cents, isAfter } from '../../src/domain/kernel/index.ts';
import { type OutgoingFolder, outgoingFolder } from '../../src/gateways/outgoing-folder.ts';
import type { SentFiles } from '../../src/gateways/package-folder.ts';
import type { Database, DatabasePool } from '../../src/store/database.ts';
import { importPackage } from '../../src/usecases/exchange/import-package.ts';
import { exchangeSetting, sendBatchAgain, sendBatches, sendReceiptAgain } from '../../src/usecases/exchange/index.ts';
import { takeAcknowledgement } from '../../src/usecases/exchange/take-acknowledgement.ts';
import { openAccounts } from '../support/accounts.ts';
import { knownPeople } from '../support/logins.ts';
import { paidAtTill } from '../support/paid-at-till.ts';
import { referenceUtility } from '../support/reference-utility.ts';
import { dyingDatabase, Killed } from './dying-database.ts';
import { type CisPackage, SimulatedCis } from './simulated-cis.ts';

interface OwnPayment {
  readonly receipt: string;
  readonly account: number;
  readonly amount: number;
  readonly isBank: boolean;
  state: 'paid' | 'returned' | 'disputed' | 'done';
}

/** What is drawn at each step, and how often. */
const steps = {
  pay: 30,
  happen: 14,
  send: 8,
  collect: 10,
  work: 10,
  'say again': 2,
  acknowledge: 10,
  staff: 3,
  'batch again': 2,
  'cis moves': 12,
  'cis writes': 6,
  'package comes': 8,
} as const;
type Step = keyof typeof steps;

/**
 * Our own verbs on a real database (pay, return, refund, dispute, send, acknowledge, import) against a simulated billing
 * system, with batches and packages lost, doubled, late, out of order and half acknowledged, and us killed in between. After
 * every step what each account is shown is held against what it must be; a seed replays all of it.
 */
export class ExchangeTrial {
  readonly faults: Record<string, number> = {};
  readonly breaches: string[] = [];
  payments = 0;
  #now = Temporal.Instant.from('2026-05-14T16:00:00Z');
  #db: DatabasePool;
  readonly #chance: SeededChance;
  readonly #folder: string;
  readonly #accounts: readonly { readonly id: number; readonly number: string }[];
  readonly #cis: SimulatedCis;
  #till: ReturnType<typeof paidAtTill>;
  readonly #paid: OwnPayment[] = [];
  /** What our payments, and what went back of them, took off each account. */
  readonly #own = new Map<number, number>();
  readonly #collected = new Map<string, { readonly name: string; readonly text: string; readonly totals: string }>();
  #inbox: string[] = [];
  readonly #said: (readonly string[])[] = [];
  #acks: (readonly string[])[] = [];
  readonly #lost = new Set<number>();
  readonly #packages: CisPackage[] = [];
  #coming: CisPackage[] = [];
  /** By account: what the newest package that is in says, and which package first brought each receipt. */
  readonly #newest = new Map<string, { readonly run: number; readonly balance: number }>();
  readonly #brought = new Map<string, Map<string, number>>();

  private constructor(
    db: DatabasePool,
    {
      folder,
      chance,
      accounts,
    }: { readonly folder: string; readonly chance: SeededChance; readonly accounts: ExchangeTrial['accounts'] },
  ) {
    this.#db = db;
    this.#folder = folder;
    this.#chance = chance;
    this.#accounts = accounts;
    this.#cis = new SimulatedCis(
      chance,
      accounts.map(({ number }) => number),
    );
    this.#till = paidAtTill(db);
  }

  get accounts(): readonly { readonly id: number; readonly number: string }[] {
    return this.#accounts;
  }

  /** Accounts whose first package is in. */
  static async open(
    db: DatabasePool,
    given: { readonly folder: string; readonly chance: SeededChance; readonly accounts: number },
  ): Promise<ExchangeTrial> {
    await openAccounts(db, given.accounts);
    await knownPeople(db, { logins: ['login-1'], staff: ['staff-1'] });
    const accounts = await db.query<{ id: number; number: string }>('select id, number from account order by id');
    const trial = new ExchangeTrial(db, { ...given, accounts });
    for (const { number } of accounts) trial.#cis.moves(number, trial.#today);
    trial.#write('full');
    await trial.#import(trial.#coming.shift());
    await trial.checkAll();
    return trial;
  }

  /** Goes on at a later moment, of the same books on this server. */
  continueOn(db: DatabasePool, now: Temporal.Instant): void {
    if (isAfter(now, this.#now)) this.#now = now;
    if (db === this.#db) return;
    this.#db = db;
    this.#till = paidAtTill(db, `form since ${now}`);
  }

  /** One step that chance draws, and what must hold after it. */
  async step(): Promise<void> {
    this.#now = this.#now.add({ minutes: this.#chance.whole(5, 90) });
    const step = this.#chance.weighted<Step>(steps);
    const touched = await this.#does[step]();
    if (touched === undefined) await this.checkAll();
    else await this.#check(touched);
  }

  /** Nothing is lost or late any more: everything comes, and everybody has the same. */
  async settle(): Promise<void> {
    for (let round = 0; round < 40; round++) {
      for (const number of [...this.#lost]) await this.#sendAgain(number);
      await this.#send(1_000_000);
      await this.#collectAll();
      for (const name of this.#inbox.splice(0)) this.#work(name);
      for (const lines of this.#said) await this.#tell(lines);
      await this.#decideAll();
      const left = await this.#db.query(
        'select from exchange_money m where not exists (select from unnest($1::text[]) r where r = m.receipt)',
        [[...this.#cis.posted.keys()]],
      );
      if (left.length === 0) break;
      if (round === 39) this.breaches.push(`${left.length} receipts never came to the billing system`);
    }
    this.#write('full');
    for (const one of this.#packages) await this.#import(one);
    await this.checkAll();
    for (const { id, number } of this.#accounts) {
      const shown = (await this.#shown([id])).get(id) ?? 0;
      const theirs = this.#cis.balances.get(number) ?? 0;
      if (shown !== theirs)
        this.breaches.push(`${number} is shown ${shown} at the end, and the billing system has ${theirs}`);
    }
    const own = [...this.#own.values()].reduce((a, b) => a + b, 0);
    const posted = [...this.#cis.posted.values()].reduce((all, { amount }) => all + amount, 0);
    if (own !== posted) this.breaches.push(`${own} moved here, and ${posted} there`);
    this.breaches.push(...this.#cis.breaches);
  }

  /** What is shown of every account is what must be shown. */
  checkAll = (): Promise<void> => this.#check(this.#accounts.map(({ id }) => id));

  get #today(): Temporal.PlainDate {
    return this.#now.toZonedDateTimeISO('America/Los_Angeles').toPlainDate();
  }

  /** What each step does; the accounts it may have touched, or undefined for all. */
  readonly #does: Readonly<Record<Step, () => Promise<readonly number[] | undefined>>> = {
    pay: async () => {
      const { id } = this.#pick(this.#accounts);
      // Who pays again within the half hour is asked whether it is by mistake.
      this.#now = this.#now.add({ minutes: 31 });
      const [amount, isBank] = [this.#chance.whole(100, 5000), this.#chance.happens(0.4)];
      const receipt = await this.#till.pay(id, amount, { bank: isBank, now: this.#now });
      this.payments += 1;
      this.#paid.push({ receipt, account: id, amount, isBank, state: 'paid' });
      this.#moved(id, amount);
      return [id];
    },
    happen: async () => {
      const payment = this.#paid[this.#chance.whole(Math.max(0, this.#paid.length - 40), this.#paid.length - 1)];
      if (payment === undefined) return [];
      await this.#happens(payment);
      return [payment.account];
    },
    send: async () => {
      await this.#send(this.#chance.happens(0.4) ? this.#chance.whole(1, 14) : 1_000_000);
      return [];
    },
    collect: async () => {
      await this.#collectAll(true);
      return [];
    },
    work: async () => {
      if (this.#inbox.length === 0) return [];
      const at = this.#chance.happens(0.6) ? 0 : this.#chance.whole(0, this.#inbox.length - 1);
      if (at > 0) this.#fault('batch out of order');
      const [name = ''] = this.#inbox.splice(at, 1);
      this.#work(name, true);
      return [];
    },
    'say again': async () => {
      if (this.#said.length > 0) {
        this.#fault('acknowledgement doubled');
        this.#acks.push(this.#pick(this.#said));
      }
      return [];
    },
    acknowledge: async () => {
      if (this.#acks.length === 0) return [];
      const at = this.#chance.whole(0, this.#acks.length - 1);
      if (at > 0) this.#fault('acknowledgement out of order');
      const [lines = []] = this.#acks.splice(at, 1);
      if (this.#chance.happens(0.15)) {
        this.#fault('acknowledgement lost');
        return [];
      }
      await this.#tell(lines, this.#chance.happens(0.2) ? this.#chance.whole(1, 6) : undefined);
      return [];
    },
    staff: async () => {
      await this.#decideAll();
      return [];
    },
    'batch again': async () => {
      const [number] = this.#lost;
      if (number !== undefined) await this.#sendAgain(number);
      return [];
    },
    'cis moves': async () => {
      this.#cis.moves(this.#pick(this.#accounts).number, this.#today);
      return [];
    },
    'cis writes': async () => {
      this.#write(this.#chance.happens(0.15) ? 'full' : 'delta');
      return [];
    },
    'package comes': async () => {
      if (this.#coming.length === 0) return [];
      const at = this.#chance.happens(0.75) ? 0 : this.#chance.whole(0, this.#coming.length - 1);
      if (at > 0) this.#fault('package out of order');
      const [one] = this.#coming.splice(at, 1);
      if (one === undefined) return [];
      if (this.#chance.happens(0.06)) {
        this.#fault('package late');
        this.#coming.push(one);
        return [];
      }
      await this.#import(one, { dies: this.#chance.happens(0.25), doubled: this.#chance.happens(0.15) });
      return undefined;
    },
  };

  #pick<Value>(some: readonly Value[]): Value {
    return some[this.#chance.whole(0, some.length - 1)] as Value;
  }

  #fault(kind: string): void {
    this.faults[kind] = (this.faults[kind] ?? 0) + 1;
  }

  #moved(account: number, amount: number): void {
    this.#own.set(account, (this.#own.get(account) ?? 0) + amount);
  }

  /** What becomes of a payment: each has one story at most. */
  async #happens(payment: OwnPayment): Promise<void> {
    const { receipt, amount, account, isBank, state } = payment;
    const now = this.#now;
    if (state === 'done') return;
    if (state === 'returned') {
      if (await this.#till.happens(receipt, { kind: 'reinstate' }, now)) this.#moved(account, amount);
      payment.state = 'done';
    } else if (state === 'disputed') {
      const isWon = this.#chance.happens(0.5);
      await this.#till.happens(receipt, { kind: isWon ? 'win' : 'lose' }, now);
      if (isWon) this.#moved(account, amount);
      payment.state = 'done';
    } else if (isBank) {
      await this.#till.happens(receipt, { kind: 'return', code: 'R01' }, now);
      this.#moved(account, -amount);
      payment.state = 'returned';
    } else if (this.#chance.happens(0.5)) {
      await this.#till.happens(receipt, { kind: 'dispute' }, now);
      this.#moved(account, -amount);
      payment.state = 'disputed';
    } else {
      const part = this.#chance.whole(1, amount);
      await this.#till.happens(receipt, { kind: 'refund', amount: cents(part) }, now);
      this.#moved(account, -part);
      payment.state = 'done';
    }
  }

  /** Makes and writes batches, killed before its `nth` statement, or in the middle of a file. */
  async #send(nth: number): Promise<void> {
    const whole = outgoingFolder(this.#folder);
    let puts = 0;
    const folder: OutgoingFolder = {
      ...whole,
      put: async (name, text) => {
        puts += 1;
        if (nth < 1000 && puts === nth % 3) throw new Killed();
        return whole.put(name, text);
      },
    };
    await this.#orKilled(async () => {
      const sent = await sendBatches(dyingDatabase(this.#db, nth), {
        ...{ kind: 'payments', folder, setting: exchangeSetting(referenceUtility), now: this.#now },
      });
      if (!sent.ok) this.breaches.push(sent.problem.map(({ code }) => code).join());
    });
  }

  async #sendAgain(number: number): Promise<void> {
    const again = await sendBatchAgain(this.#db, {
      ...{ kind: 'payments', number, folder: outgoingFolder(this.#folder), now: this.#now },
    });
    if (!again.ok) this.breaches.push(again.problem.code);
    this.#lost.delete(number);
  }

  async #orKilled(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return false;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      this.#fault('killed');
      return true;
    }
  }

  /** The billing system takes what lies in the folder, whole. */
  async #collectAll(withFaults = false): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.csv')).toSorted();
    for (const name of names) {
      const path = join(this.#folder, name);
      const totals = await readFile(path.replace(/csv$/, 'json'), 'utf8').catch(() => undefined);
      if (totals === undefined) continue;
      const text = await readFile(path, 'utf8');
      const { batch } = JSON.parse(totals) as { batch: number };
      await Promise.all([rm(path), rm(path.replace(/csv$/, 'json'))]);
      if (withFaults && this.#chance.happens(0.12)) {
        this.#fault('batch lost');
        this.#lost.add(batch);
        continue;
      }
      this.#collected.set(name, { name, text, totals });
      this.#inbox.push(name);
      if (withFaults && this.#chance.happens(0.12)) {
        this.#fault('batch doubled');
        this.#inbox.push(name);
      }
    }
  }

  #work(name: string, withFaults = false): void {
    const file = this.#collected.get(name);
    if (file === undefined) return;
    const says = this.#cis.works(file, this.#today);
    if (says.length === 0) return;
    this.#said.push(says);
    if (withFaults && says.length > 1 && this.#chance.happens(0.3)) {
      this.#fault('half acknowledged');
      const half = says.filter(() => this.#chance.happens(0.5));
      this.#acks.push(half);
    } else this.#acks.push(says);
  }

  async #tell(lines: readonly string[], dies?: number): Promise<void> {
    const bytes = new TextEncoder().encode(`batch,status,receipt,reason\n${lines.join('\n')}\n`);
    const file = { fileName: 'ack.csv', bytes, now: this.#now };
    const killed =
      dies !== undefined && (await this.#orKilled(() => takeAcknowledgement(dyingDatabase(this.#db, dies), file)));
    const taken = killed || dies === undefined ? await takeAcknowledgement(this.#db, file) : undefined;
    if (taken !== undefined && (!taken.ok || taken.value.keptAside.length > 0)) {
      this.breaches.push('an acknowledgement was refused');
    }
  }

  /** Somebody looks into the billing system, and what is not there goes again. */
  async #decideAll(): Promise<void> {
    const refusedRows = await this.#db.query<{ receipt: string }>(
      `select distinct receipt from exchange_row_standing where state = 'refused' order by receipt`,
    );
    for (const { receipt } of refusedRows) {
      if (this.#cis.posted.has(receipt)) continue;
      await sendReceiptAgain(this.#db, {
        ...{ receipt, reason: 'It is not there' },
        by: { staffId: 'staff-1', role: 'billing', now: this.#now, address: '127.0.0.1' },
      });
    }
  }

  #write(scope: 'full' | 'delta'): void {
    const one = this.#cis.writes(this.#today, scope);
    this.#packages.push(one);
    this.#coming.push(one);
  }

  async #import(
    one: CisPackage | undefined,
    { dies = false, doubled = false }: { readonly dies?: boolean; readonly doubled?: boolean } = {},
  ): Promise<void> {
    if (one === undefined) return;
    if (dies) {
      await this.#orKilled(() => this.#take(dyingDatabase(this.#db, this.#chance.whole(2, 60)), one));
      await this.checkAfterKill(one);
    }
    await this.#take(this.#db, one);
    if (doubled) {
      this.#fault('package doubled');
      await this.checkAll();
      await this.#take(this.#db, one);
    }
  }

  /** A package that was cut off is in whole, or not at all. */
  private async checkAfterKill(one: CisPackage): Promise<void> {
    const [row] = await this.#db.query(`select from exchange_run where number = $1 and state = 'applied'`, [
      one.number,
    ]);
    if (row !== undefined) this.#isIn(one);
    await this.checkAll();
  }

  #isIn({ number: run, balances, transactions }: CisPackage): void {
    for (const [account, balance] of balances) {
      if ((this.#newest.get(account)?.run ?? 0) <= run) this.#newest.set(account, { run, balance });
    }
    for (const { account, reference } of transactions) {
      if (reference === '') continue;
      const brought = this.#brought.get(account) ?? new Map<string, number>();
      brought.set(reference, Math.min(run, brought.get(reference) ?? run));
      this.#brought.set(account, brought);
    }
  }

  async #take(db: Database, one: CisPackage): Promise<void> {
    const request = {
      ...{
        source: `run-${one.number}`,
        by: 'cli',
        now: this.#now,
        zone: 'America/Los_Angeles',
        languages: ['en', 'es'] as const,
      },
      ...{ maxClosedPercent: 100, billedBy: 'cis' as const },
    };
    const taken = await importPackage(db, sentFiles(one), request);
    if (!taken.ok) {
      this.breaches.push(`run ${one.number}: ${taken.problem.map(({ code }) => code).join(', ')}`);
      return;
    }
    const { state, runId, refused } = taken.value;
    if (refused.length > 0) this.breaches.push(`run ${one.number}: lines were refused, ${refused[0]?.code}`);
    if (state === 'waits' && runId !== undefined) {
      this.#fault('gap in the packages');
      // Most wait until the missing one comes; some are let in by a person.
      if (this.#chance.happens(0.5)) {
        const approved = await importPackage(db, sentFiles(one), { ...request, approve: runId });
        if (approved.ok && approved.value.state === 'applied') this.#isIn(one);
      } else this.#coming.push(one);
    } else if (state === 'applied') this.#isIn(one);
  }

  async #shown(ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const rows = await this.#db.query<{ id: number; shown: number }>(
      `select account_id as id, sum(amount_cents)::bigint as shown from posting
       where ledger_account = 'receivable' and account_id = any($1::bigint[]) group by account_id`,
      [ids],
    );
    return new Map(rows.map(({ id, shown }) => [id, shown]));
  }

  /** Shown = what the newest package says − what of ours no package up to that one brought. */
  async #check(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const shown = await this.#shown(ids);
    for (const { id, number } of this.#accounts) {
      if (!ids.includes(id)) continue;
      const newest = this.#newest.get(number);
      if (newest === undefined) continue;
      let confirmed = 0;
      for (const [receipt, run] of this.#brought.get(number) ?? []) {
        if (run <= newest.run) confirmed += this.#cis.posted.get(receipt)?.amount ?? 0;
      }
      const must = newest.balance - ((this.#own.get(id) ?? 0) - confirmed);
      if ((shown.get(id) ?? 0) !== must) {
        this.breaches.push(`${number} is shown ${shown.get(id) ?? 0} and must be ${must}, at ${this.#now}`);
      }
    }
  }
}

/** A package as it would lie in a folder. */
function sentFiles({ files }: CisPackage): SentFiles {
  return new Map(
    [...files].map(([name, bytes]) => {
      const pieces = async function* () {
        yield bytes;
      };
      return [name, { name, raw: pieces, pieces }];
    }),
  );
}
