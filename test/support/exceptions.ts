import { type HourlyUse, hourSpan } from '../../src/domain/metering/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { validateReads } from '../../src/usecases/validation/index.ts';
import { householdHours, storeHours } from './hourly-use.ts';
import { installAmiMeter } from './leaks.ts';
import { openAccount } from './logins.ts';
import { referenceUtility } from './web-deps.ts';

export const noon = Temporal.Instant.from('2026-05-20T19:00:00Z');
export const eightWeeks = hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2026-03-25'), 56);

/** A household's eight weeks of hours up to May 19 on an account's meter, with what `change` does to them. */
export async function householdWith(db: DatabasePool, change: (use: HourlyUse) => void) {
  const accountId = await openAccount(db);
  const meterId = await installAmiMeter(db, accountId);
  const use = householdHours(eightWeeks);
  change(use);
  await storeHours(db, meterId, use);
  return { accountId, meterId, use };
}

export const validate = (db: DatabasePool) => validateReads(db, referenceUtility, { now: noon });

/** An index into `eightWeeks`: the hour of a day of May at a clock. */
export const mayHour = (day: number, clock: number): number => {
  const index = eightWeeks.firstDay.until(Temporal.PlainDate.from(`2026-05-${String(day).padStart(2, '0')}`)).days;
  return (eightWeeks.dayStart[index] ?? 0) + clock;
};

/** What a radio whose clock goes three hours ahead makes of the hours from May 14 on. */
export function threeHoursAhead({ counts }: Pick<HourlyUse, 'counts'>): void {
  const from = mayHour(14, 0);
  counts.set(counts.slice(from - 3, counts.length - 3), from);
}
