import type { AccountToBill } from '../../domain/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { recurringFees } from '../../store/recurring-fees.ts';

type AccountTerms = Pick<AccountToBill, 'recurringFees'>;

/** What many accounts have besides their rates; most have nothing and are not in the map. */
export async function accountTerms(
  db: Database,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, AccountTerms>> {
  const fees = Map.groupBy(await recurringFees(db, accountIds), ({ accountId }) => accountId);
  return new Map([...fees].map(([accountId, recurring]) => [accountId, { recurringFees: recurring }]));
}
