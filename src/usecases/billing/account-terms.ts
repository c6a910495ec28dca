import type { AccountTerms } from '../../domain/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { assistanceOf, recurringFees } from '../../store/receivables/index.ts';

/** What an account has besides its rates, of many accounts; most have nothing. */
export async function accountTerms(
  db: Database,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, AccountTerms>> {
  const [allFees, allAssistance] = await Promise.all([recurringFees(db, accountIds), assistanceOf(db, accountIds)]);
  const fees = Map.groupBy(allFees, ({ accountId }) => accountId);
  const assistance = Map.groupBy(allAssistance, ({ accountId }) => accountId);
  return new Map(
    [...new Set([...fees.keys(), ...assistance.keys()])].map((accountId) => [
      accountId,
      { recurringFees: fees.get(accountId) ?? [], assistance: assistance.get(accountId) ?? [] },
    ]),
  );
}
