import { todayOf } from '../../../usecases/access/index.ts';
import { leakWatch } from '../../../usecases/alerts/index.ts';
import { unlessHoursAway } from '../../../usecases/health/index.ts';
import { accountOf } from '../../middleware/require.ts';
import type { PageContext } from '../../page.ts';

/** Why this account's meter cannot be watched for water that runs by itself; undefined where it is. */
export async function unwatchedText(c: PageContext): Promise<string | undefined> {
  const { t, deps, now } = c.var;
  const watch = await unlessHoursAway(
    leakWatch(deps.db, accountOf(c), { zone: deps.utility.time_zone, today: todayOf(deps.utility, now) }),
  );
  if (watch === 'hours-away') return t('home.hours-away');
  if (watch.kind === 'hourly') return undefined;
  return watch.kind === 'silent'
    ? t('alerts.watch.silent', { date: t.date(watch.since) })
    : t(`alerts.watch.${watch.kind}`);
}
