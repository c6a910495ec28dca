import { volumeUsed } from '../../../domain/metering/index.ts';
import { type VacantCount, vacantCounts } from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';

/** Water that ran while nobody was served: it is on no bill. */
export interface VacantUse extends Pick<VacantCount, 'premise' | 'address' | 'serial' | 'since' | 'until'> {
  readonly gallons: number;
}

/** So long is looked back. */
const daysBack = 400;
const maxShown = 500;

/** Water that ran at a premise between two who were served, or since the last one left. */
export const vacantUseAt = (db: Database, premiseId: number, today: Temporal.PlainDate) =>
  vacantUse(db, { today, premiseId });

/** The same of every premise, for the last year and a month. */
export async function vacantUse(
  db: Database,
  { today, premiseId }: { readonly today: Temporal.PlainDate; readonly premiseId?: number },
): Promise<readonly VacantUse[]> {
  const since = today.subtract({ days: daysBack });
  const of = { since, today, limit: maxShown };
  const counts = await vacantCounts(db, premiseId === undefined ? of : { ...of, premiseId });
  return counts.map(({ fromCount, toCount, unit, multiplier, ...place }) => {
    const register = { serial: place.serial, unit, multiplier, dials: 12 };
    const read = (count: number) => ({ on: place.since, count, quality: 'measured' as const });
    const use = {
      register,
      from: read(fromCount),
      to: read(toCount),
      usedCount: toCount - fromCount,
      rolledOver: false,
    };
    return { ...place, gallons: volumeUsed([use], 'gal').valueOf() };
  });
}
