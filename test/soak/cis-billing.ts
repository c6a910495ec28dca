import type { SeededChance } from '../../bench/support/seeded-chance.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { ExchangeTrial } from '../exchange/exchange-trial.ts';
import { installAmiMeter } from '../support/leaks.ts';
import { registered } from '../support/signed-in.ts';
import type { SoakedBilling } from './soaked-utility.ts';

/** Steps of the exchange between two nights: payments, returns, batches, packages, and what goes wrong with them. */
const stepsADay = 5;

/** A utility whose own system makes the bills: ours takes payments, and both say each night what they have. */
export class CisBilling implements SoakedBilling {
  readonly serials: readonly string[];
  readonly #trial: ExchangeTrial;

  private constructor(trial: ExchangeTrial) {
    this.#trial = trial;
    this.serials = trial.accounts.map(({ id }) => `AMI-${id}`);
  }

  static async open(
    db: DatabasePool,
    by: {
      readonly chance: SeededChance;
      readonly accounts: number;
      readonly folder: string;
      readonly now: Temporal.Instant;
    },
  ): Promise<CisBilling> {
    const trial = await ExchangeTrial.open(db, by);
    for (const [index, { id }] of trial.accounts.entries()) {
      await installAmiMeter(db, id);
      if (index % 3 === 0) await registered(db, id, `soaked-${id}@example.org`);
    }
    return new CisBilling(trial);
  }

  get done() {
    const { payments, faults } = this.#trial;
    return { payments, faults: Object.values(faults).reduce((all, times) => all + times, 0) };
  }

  async night(): Promise<void> {
    // Its bills come with its packages.
  }

  async day(db: DatabasePool, now: Temporal.Instant): Promise<void> {
    this.#trial.continueOn(db, now);
    for (let step = 0; step < stepsADay; step += 1) await this.#trial.step();
  }

  settle = (): Promise<void> => this.#trial.settle();

  async check(): Promise<readonly string[]> {
    await this.#trial.checkAll();
    return this.#trial.breaches;
  }
}
