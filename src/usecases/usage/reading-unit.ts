import type { ReadingUnit } from '../../domain/alerts/index.ts';
import type { Database } from '../../store/database.ts';
import { readingUnitOf, saveReadingUnit } from '../../store/usage/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';

/** The unit in which this person reads water: chosen once, kept for all their accounts. */
export const readingUnit = async (db: Database, account: AuthorisedAccount): Promise<ReadingUnit> =>
  (await readingUnitOf(db, account)) ?? 'gal';

export const chooseReadingUnit = (
  db: Database,
  { loginId }: Pick<AuthorisedAccount, 'loginId'>,
  choice: { readonly unit: ReadingUnit; readonly now: Temporal.Instant },
): Promise<void> => saveReadingUnit(db, { loginId, ...choice });
