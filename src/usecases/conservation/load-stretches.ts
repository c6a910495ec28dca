import type { MeteredStretch } from '../../domain/conservation/index.ts';
import { daysIn, isOnOrAfter, isOnOrBefore } from '../../domain/kernel/index.ts';
import { hourSpan } from '../../domain/metering/index.ts';
import { accountUse, barUses } from '../../domain/usage/index.ts';
import { billsOfAccount } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { meterUsesOf } from '../../store/usage/index.ts';

/** Bills before the hours began: two years of monthly ones. */
const maxBills = 26;

/**
 * What is known about an account's water from the first day of a month `months` ago through yesterday: days known whole by
 * their hours, and before the first of them the bills as they were sent. Two years of hours take about 10 ms.
 */
export async function loadStretches(
  db: Database,
  accountId: number,
  { zone, today, months }: { readonly zone: string; readonly today: Temporal.PlainDate; readonly months: number },
): Promise<readonly MeteredStretch[]> {
  const from = today.with({ day: 1 }).subtract({ months });
  const span = hourSpan(zone, from, from.until(today).days);
  const use = accountUse(span, await meterUsesOf(db, accountId, span));
  const days = barUses(use, 'day', 'gal').flatMap(({ firstDay, missing, water }): MeteredStretch[] =>
    missing > 0 || water === undefined ? [] : [{ firstDay, days: 1, gallons: water.valueOf() }],
  );
  const firstKnown = days[0]?.firstDay ?? today;
  const bills = (await billsOfAccount(db, accountId, { limit: maxBills }))
    .filter(
      ({ state, periodStart, periodEnd }) =>
        state === 'posted' && isOnOrBefore(periodEnd, firstKnown) && isOnOrAfter(periodStart, from),
    )
    .map(({ periodStart, periodEnd, usageGallons }) => ({
      firstDay: periodStart,
      days: daysIn({ start: periodStart, end: periodEnd }),
      gallons: Math.max(0, usageGallons),
    }));
  return [...bills.toReversed(), ...days];
}
