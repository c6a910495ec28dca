import type { Utility } from '../../config/utility.ts';
import { cohortsOf, isHome } from '../../domain/conservation/index.ts';
import { claimMonthOfHomes, homesOfMonth, insertCohorts, isMonthCalculated } from '../../store/conservation/index.ts';
import type { Database } from '../../store/database.ts';
import { cohortRule } from './cohort-rule.ts';

/** What was calculated; undefined where it was already, or its bills are not all there yet. */
export interface HomesCalculated {
  readonly month: Temporal.PlainDate;
  readonly homes: number;
  readonly cohorts: number;
}

/**
 * Calculates the cohorts of the month before, from the bills that ended in it, once: on the rule's day of the month or at the
 * first run after it. Two workers at once calculate it once.
 */
export async function calculateHomes(
  db: Database,
  utility: Pick<Utility, 'similar_homes' | 'time_zone'>,
  now: Temporal.Instant,
): Promise<HomesCalculated | undefined> {
  const today = now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  if (today.day < utility.similar_homes.from_day) return undefined;
  const month = today.with({ day: 1 }).subtract({ months: 1 });
  if (await isMonthCalculated(db, month)) return undefined;
  const rule = cohortRule(utility);
  const homes = (await homesOfMonth(db, month)).filter((home) => isHome(home, rule));
  const cohorts = cohortsOf(homes, rule);
  return db.transaction(async (tx) => {
    if (!(await claimMonthOfHomes(tx, { month, homes: homes.length, now }))) return undefined;
    await insertCohorts(tx, month, cohorts);
    return { month, homes: homes.length, cohorts: cohorts.length };
  });
}
