import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeededChance } from '../../bench/support/seeded-chance.ts';
import type { Utility } from '../../src/config/utility.ts';
import type { BilledBy } from '../../src/domain/exchange/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { importReadsFile } from '../../src/usecases/metering/index.ts';
import { brokenInvariants } from '../books/invariants.ts';
import { dyingDatabase, Killed } from '../exchange/dying-database.ts';
import { referenceUtility } from '../support/reference-utility.ts';
import { CisBilling } from './cis-billing.ts';
import { NightWork } from './night-work.ts';
import { OwnBilling } from './own-billing.ts';
import { SimulatedMeters } from './simulated-meters.ts';

/** Who bills, and what happens to bills. */
export interface SoakedBilling {
  /** The meters of its accounts. */
  readonly serials: readonly string[];
  readonly done: Readonly<Record<string, number>>;
  /** After the reads of the day before. */
  night(db: DatabasePool, now: Temporal.Instant): Promise<void>;
  /** What customers do. */
  day(db: DatabasePool, now: Temporal.Instant): Promise<void>;
  /** Lets come what is under way. */
  settle(): Promise<void>;
  /** What is not as it must be. */
  check(): Promise<readonly string[]>;
}

export interface SoakPlan {
  readonly by: BilledBy;
  readonly accounts: number;
  readonly nights: number;
  readonly chance: SeededChance;
  /** Where files lie that come and go. */
  readonly folder: string;
}

/**
 * A utility lived through night by night: a file of hours, everything that the worker's clock begins, a cycle where it is one's
 * turn, then a day of payments and of what comes back. Importer and worker are killed by chance and begun again. After each
 * night the books are asked what is broken. A seed replays all of it.
 */
export class SoakedUtility {
  readonly breaches: string[] = [];
  nights = 0;
  killedImports = 0;
  readonly #plan: SoakPlan;
  readonly #utility: Utility;
  readonly #work: NightWork;
  readonly #billing: SoakedBilling;
  readonly #meters: SimulatedMeters;
  readonly #firstDay: Temporal.PlainDate;
  #db: DatabasePool;

  private constructor(
    db: DatabasePool,
    plan: SoakPlan,
    made: { readonly utility: Utility; readonly billing: SoakedBilling; readonly firstDay: Temporal.PlainDate },
  ) {
    this.#db = db;
    this.#plan = plan;
    this.#utility = made.utility;
    this.#billing = made.billing;
    this.#firstDay = made.firstDay;
    this.#work = new NightWork({ utility: made.utility, outbox: join(plan.folder, 'outbox') });
    this.#meters = new SimulatedMeters(
      made.billing.serials,
      { zone: made.utility.time_zone, firstDay: made.firstDay, days: plan.nights },
      plan.chance,
    );
  }

  /** On the first morning, two weeks after the reference utility's cut-over. */
  static async open(db: DatabasePool, plan: SoakPlan): Promise<SoakedUtility> {
    const { by, chance, accounts, folder } = plan;
    const utility: Utility = { ...referenceUtility, billing: { ...referenceUtility.billing, by } };
    const firstDay = utility.cutOver.toZonedDateTimeISO(utility.time_zone).toPlainDate().add({ days: 14 });
    const now = at(utility, firstDay, '00:30');
    await writeFile(join(folder, 'hours.yaml'), fileOfHours);
    const billing =
      by === 'cis'
        ? await CisBilling.open(db, { chance, accounts, folder, now })
        : await OwnBilling.open(db, { utility, chance, accounts, now });
    return new SoakedUtility(db, plan, { utility, billing, firstDay });
  }

  get done(): Readonly<Record<string, number>> {
    const { mails, restarts } = this.#work;
    return { ...this.#billing.done, mails, restarts, killedImports: this.killedImports };
  }

  /** Milliseconds a night, by the clock, of what takes longest. */
  get longest(): Readonly<Record<string, number>> {
    return this.#work.spent.aNight(this.nights, 12);
  }

  /** The same of so many nights, those since it was asked last. */
  longestLately(nights: number): Readonly<Record<string, number>> {
    return this.#work.spent.aNightLately(nights, 8);
  }

  /** What there was to find, and what came of the nights by the database itself. */
  async found(): Promise<Readonly<Record<string, number>>> {
    const [counts] = await this.#db.query<Record<string, number>>(
      `select (select count(*) from alert) as alerts, (select count(*) from notice) as notices,
         (select count(*) from autopay_draft) as drafts,
         (select count(*) from autopay_draft where state = 'failed') as "failedDrafts",
         (select count(*) from payment where state = 'returned') as "returnedPayments"`,
    );
    return { leaks: this.#meters.leaks, ...counts };
  }

  /** Goes on with the same books on another server. */
  movedTo(db: DatabasePool): void {
    this.#db = db;
    this.#work.changed();
  }

  /** The next night and the day after it; what is broken afterwards is in `breaches`. */
  async night(): Promise<void> {
    const { chance } = this.#plan;
    const db = this.#db;
    const today = this.#firstDay.add({ days: this.nights + 1 });
    const { spent } = this.#work;
    await spent.on('the file of hours', () => this.#importNight(this.nights, at(this.#utility, today, '02:00')));
    await this.#work.run(db, at(this.#utility, today, '03:00'), chance);
    await spent.on('bills', () => this.#billing.night(db, at(this.#utility, today, '06:10')));
    await this.#work.run(db, at(this.#utility, today, '10:05'), chance);
    await spent.on('payments and the exchange', () => this.#billing.day(db, at(this.#utility, today, '14:00')));
    await this.#work.drain(db, chance);
    this.nights += 1;
    await spent.on('asking what is broken', () => this.#ask());
  }

  /** Whatever is under way comes to its end, and is looked at once more. */
  async settle(): Promise<void> {
    await this.#billing.settle();
    await this.#ask();
  }

  async #ask(): Promise<void> {
    const found = [
      ...(await brokenInvariants(this.#db, this.#plan.by)),
      ...(await this.#billing.check()),
      ...(await this.#work.failures(this.#db)),
    ];
    const known = new Set(this.breaches.map((line) => line.replace(/^night \d+: /, '')));
    for (const one of found) if (!known.has(one)) this.breaches.push(`night ${this.nights}: ${one}`);
  }

  async #importNight(day: number, now: Temporal.Instant): Promise<void> {
    const { chance, folder } = this.#plan;
    const path = join(folder, `hours-${this.#firstDay.add({ days: day })}.csv`);
    await writeFile(path, this.#meters.fileOf(day));
    const take = (db: DatabasePool) =>
      importReadsFile(db, path, {
        ...{ format: 'auto', utilityFolder: 'utility', zone: this.#utility.time_zone, now, by: 'soak' },
        ...{ mappingFile: join(folder, 'hours.yaml'), dryRun: false, addMeters: false, say: ({ code }) => code },
      });
    if (chance.happens(0.1)) {
      this.killedImports += 1;
      await take(dyingDatabase(this.#db, chance.whole(1, 30))).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
    }
    const taken = await take(this.#db);
    if (!taken.ok) {
      // It had all gone in before its importer died.
      const codes = taken.problem.map(({ code }) => code).join(', ');
      if (!codes.includes('imported')) this.breaches.push(`night ${this.nights}: its file was refused: ${codes}`);
    } else if (taken.value.refused.lines > 0) {
      this.breaches.push(`night ${this.nights}: ${taken.value.refused.lines} lines of its file were refused`);
    }
  }
}

/** How the files of the nights are to be read. */
const fileOfHours = `format: csv
zone: UTC
meter: meter
reads:
  - { kind: interval, value: gallons, time: ended_at, time_format: 'yyyy-mm-ddTHH:MM:SSzz', interval_minutes: 60, unit: gal }
`;

const at = ({ time_zone: timeZone }: Utility, day: Temporal.PlainDate, clock: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone, plainTime: clock }).toInstant();
