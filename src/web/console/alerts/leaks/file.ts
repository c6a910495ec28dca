import { lossOf, ranDays } from '../../../../domain/alerts/index.ts';
import { alertRules, type LeakToWork, leaksToWork } from '../../../../usecases/alerts/index.ts';
import { csvText } from '../../../../usecases/transition/index.ts';
import type { PageContext } from '../../../page.ts';
import { todayOf } from '../../request.ts';
import { askedFor } from './filter.ts';

const columns = [
  'alert',
  'account',
  'name',
  'language',
  'phone',
  'street',
  'zone',
  'kind',
  'standing',
  'began',
  'last_seen',
  'days',
  'gallons_lost',
  'gallons_an_hour',
  'outreach',
  'last_contact',
];

const rowOf = (leak: LeakToWork): readonly string[] => [
  `${leak.id}`,
  leak.account,
  leak.contact.name,
  leak.contact.language,
  leak.contact.phone ?? '',
  leak.street,
  leak.contact.zone,
  leak.kind,
  leak.standing,
  leak.began.toString(),
  leak.lastSeen.toString(),
  ranDays(leak).toFixed(1),
  lossOf(leak).toFixed(0),
  leak.gallonsAnHour.toFixed(1),
  leak.state,
  leak.outreach[0]?.at.toString() ?? '',
];

/** The leak list as a file, filtered and in order as the page is. */
export async function leaksCsv(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const leaks = askedFor(c, await leaksToWork(deps.db, { rules: alertRules(deps.utility), now, today: todayOf(c) }));
  return c.body(csvText([columns, ...leaks.map(rowOf)]), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="leaks.csv"',
  });
}
