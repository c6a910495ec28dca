import type { Utility } from '../../config/utility.ts';
import { splitUse, type UseSplit } from '../../domain/conservation/index.ts';
import type { Database } from '../../store/database.ts';
import { type AuthorisedAccount, todayOf } from '../access/index.ts';
import { loadStretches } from './load-stretches.ts';

/** An account's last twelve months, indoors and out; undefined where no winter is known. */
export async function loadSplit(
  db: Database,
  { accountId }: AuthorisedAccount,
  { utility, now }: { readonly utility: Pick<Utility, 'time_zone' | 'watering'>; readonly now: Temporal.Instant },
): Promise<UseSplit | undefined> {
  const { time_zone: zone, watering } = utility;
  const today = todayOf(utility, now);
  const stretches = await loadStretches(db, accountId, { zone, today, months: 12 });
  return splitUse(stretches, { indoorMonths: watering.indoorMonths, seasonMonths: watering.seasonMonths });
}
