import { countRefusal, findAccountForAccess, type Refusal } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';

/**
 * Writes down that somebody was turned away: who, from where, from which right or permission, and whose account it was about
 * (as its number stands in the address). Counted by the hour.
 */
export async function noteRefusal(
  db: Database,
  { account, ...refusal }: Omit<Refusal, 'accountId' | 'loginId'> & { readonly account?: string | undefined },
  now: Temporal.Instant,
): Promise<void> {
  const found = account === undefined ? undefined : await findAccountForAccess(db, account);
  await countRefusal(db, { ...refusal, accountId: found?.accountId }, now);
}
