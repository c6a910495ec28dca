import type { Utility } from '../../config/utility.ts';
import { isLeak } from '../../domain/alerts/index.ts';
import { splitUse, type UseSplit, withoutLeaks } from '../../domain/conservation/index.ts';
import type { Database } from '../../store/database.ts';
import { type AuthorisedAccount, todayOf } from '../access/index.ts';
import { alertRules, loadAlerts } from '../alerts/index.ts';
import { loadStretches } from './load-stretches.ts';

/** An account's last twelve months, indoors and out, without what leaked; undefined where no winter is known. */
export async function loadSplit(
  db: Database,
  account: AuthorisedAccount,
  {
    utility,
    now,
  }: { readonly utility: Pick<Utility, 'time_zone' | 'watering' | 'alerts'>; readonly now: Temporal.Instant },
): Promise<UseSplit | undefined> {
  const { time_zone: zone, watering } = utility;
  const today = todayOf(utility, now);
  const [stretches, alerts] = await Promise.all([
    loadStretches(db, account.accountId, { zone, today, months: 12 }),
    loadAlerts(db, account, alertRules(utility)),
  ]);
  const leaked = alerts
    .filter(({ kind, standing }) => isLeak(kind) && standing !== 'expected')
    .flatMap(({ days }) => days);
  return splitUse(withoutLeaks(stretches, leaked), {
    indoorMonths: watering.indoorMonths,
    seasonMonths: watering.seasonMonths,
  });
}
