import { type Cents, sumCents } from '../../../domain/kernel/index.ts';
import { type BillRun, runsOfMonthBefore, totalsByClass } from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';

interface Totals {
  readonly bills: number;
  readonly gallons: number;
  readonly newCharges: Cents;
}

/** A class, or all of them, beside the month before. */
export interface ComparedTotals {
  readonly rateClass?: string;
  readonly now: Totals;
  /** Undefined where the cycle has no run before. */
  readonly before?: Totals;
}

/** What a run bills beside the cycle's last month that was posted, together and by rate class. */
export async function comparedTotals(
  db: Database,
  run: Pick<BillRun, 'id' | 'cycle' | 'readThrough'>,
): Promise<{ readonly since?: Temporal.PlainDate; readonly rows: readonly ComparedTotals[] }> {
  const last = await runsOfMonthBefore(db, run.cycle, run.readThrough);
  const now = new Map((await totalsByClass(db, [run.id])).map((one) => [one.rateClass, one]));
  const before = new Map(
    (last === undefined ? [] : await totalsByClass(db, last.ids)).map((one) => [one.rateClass, one]),
  );
  const classes = [...new Set([...now.keys(), ...before.keys()])].sort();
  const rows: ComparedTotals[] = [
    { now: together([...now.values()]), ...(last === undefined ? {} : { before: together([...before.values()]) }) },
    ...classes.map((rateClass) => ({
      rateClass,
      now: now.get(rateClass) ?? together([]),
      ...(last === undefined ? {} : { before: before.get(rateClass) ?? together([]) }),
    })),
  ];
  return { rows, ...(last === undefined ? {} : { since: last.readThrough }) };
}

const together = (some: readonly Totals[]): Totals => ({
  bills: some.reduce((sum, { bills }) => sum + bills, 0),
  gallons: some.reduce((sum, { gallons }) => sum + gallons, 0),
  newCharges: sumCents(some.map(({ newCharges }) => newCharges)),
});
