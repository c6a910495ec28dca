import { missingFacts, type RateBook } from '../../domain/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { servicePointsToCheck } from '../../store/rates/index.ts';

/** An open account whose rates ask for what nobody has said, or for another answer. */
export interface AccountWithoutFacts {
  readonly account: string;
  readonly servicePointId: number;
  readonly rateClass: string;
  readonly facts: readonly string[];
}

const pageSize = 2000;

/** Every account that would be an exception of its next bill for want of a fact, by its schedules in force on a day. */
export async function accountsWithoutFacts(
  db: Database,
  rates: RateBook,
  day: Temporal.PlainDate,
): Promise<readonly AccountWithoutFacts[]> {
  const found: AccountWithoutFacts[] = [];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page: Awaited<ReturnType<typeof servicePointsToCheck>> = await servicePointsToCheck(db, {
      after,
      limit: pageSize,
    });
    for (const { account, servicePointId, rateClass, facts } of page) {
      const missing = missingFacts({ rateClass, facts }, rates, day);
      if (missing.length > 0) found.push({ account, servicePointId, rateClass, facts: missing });
    }
    after = page.length < pageSize ? undefined : page.at(-1)?.servicePointId;
  }
  return found;
}
