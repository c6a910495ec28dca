import { exact } from '../../domain/kernel/index.ts';
import { hourSpan } from '../../domain/metering/index.ts';
import { barsOf, serviceAt, waterPrice } from '../../domain/usage/index.ts';
import type { Database } from '../../store/database.ts';
import { servicesToPrice } from '../../store/usage/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';
import { type CostTerms, loadCost, periodsOver } from './load-cost.ts';
import { lookedThrough, maxOfBars, type UseAsked, type UseShown } from './load-use.ts';
import { stretchHours } from './stretch-hours.ts';

/**
 * The height on which the cost of every stretch of a scale has room; a float, and nothing to calculate with. Of months and
 * years the most expensive bar; of hours and days, which are too many to price one by one, the largest bar at the price
 * that the largest bill ended with.
 */
export async function maxCost(
  db: Database,
  account: Pick<AuthorisedAccount, 'accountId'>,
  asked: Pick<UseAsked, 'scale' | 'zone'> & Pick<UseShown, 'known'>,
  terms: CostTerms,
): Promise<number> {
  const { scale, zone } = asked;
  const { firstDay, days } = lookedThrough(scale, asked.known);
  const span = hourSpan(zone, firstDay, days);
  if (scale === 'month' || scale === 'year') {
    const hours = stretchHours(db, account.accountId, span);
    const { bars } = await loadCost(db, account, { hours, bars: barsOf(scale, span), scale }, terms);
    return Math.max(0, ...bars.map((bar) => bar?.valueOf() ?? 0));
  }
  const [max, periods, services] = await Promise.all([
    maxOfBars(db, account.accountId, { ...asked, unit: 'gal' }),
    periodsOver(db, account.accountId, span, terms),
    servicesToPrice(db, account.accountId),
  ]);
  const largest = periods.reduce((gallons, { bill }) => Math.max(gallons, bill?.gallons.valueOf() ?? 0), max);
  const period = periods.at(-1)?.period;
  const ends = services.flatMap((service) => {
    const price = period && waterPrice(serviceAt(service, period), period, terms.rates);
    const upTo = (gallons: number) => price?.costOf(exact(Math.ceil(gallons))).valueOf() ?? 0;
    return price === undefined ? [] : [upTo(largest) - upTo(largest - max)];
  });
  return Math.max(0, ...ends);
}
