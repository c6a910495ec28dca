import type { Utility } from '../../config/utility.ts';
import { type CohortRule, type Comparison, cohortNames, compareHome } from '../../domain/conservation/index.ts';
import { cohortsOfMonth, homeOfMonth, lastMonthOfHomes } from '../../store/conservation/index.ts';
import type { Database } from '../../store/database.ts';
import type { AuthorisedAccount } from '../access/index.ts';
import { cohortRule } from './cohort-rule.ts';

/** A home among those like it, in the month that was calculated last. */
export interface HomeCompared {
  readonly month: Temporal.PlainDate;
  readonly comparison: Comparison;
  readonly rule: CohortRule;
}

/**
 * Compares an account's home with those like it, by what is said about it now and what the others used then. Undefined
 * before the first month was calculated.
 */
export async function loadComparison(
  db: Database,
  { accountId }: AuthorisedAccount,
  utility: Pick<Utility, 'similar_homes'>,
): Promise<HomeCompared | undefined> {
  const month = await lastMonthOfHomes(db);
  if (month === undefined) return undefined;
  const rule = cohortRule(utility);
  const home = await homeOfMonth(db, accountId, month);
  const cohorts = home === undefined ? [] : await cohortsOfMonth(db, month, cohortNames(home, rule));
  return { month, comparison: compareHome(home, cohorts, rule), rule };
}
