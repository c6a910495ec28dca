import { firstHourOf, type HourlyUse, hourSpan } from '../../domain/metering/index.ts';
import { type HourCost, hourCosts, ownHours, serviceAt, waterPrice } from '../../domain/usage/index.ts';
import type { Database } from '../../store/database.ts';
import { hourlyUseOf } from '../../store/metering/index.ts';
import { servicesToPrice } from '../../store/usage/index.ts';
import { type CostTerms, periodsOver } from './load-cost.ts';

/** A meter of a file, whose hours there are its account's. */
export interface MeterOfFile {
  readonly meterId: number;
  readonly servicePointId: number;
  readonly fromDay: Temporal.PlainDate;
  readonly untilDay?: Temporal.PlainDate;
  readonly use: HourlyUse;
}

/**
 * What each hour of a file's meters costs, by the hour of each meter's span. The hours of a bill before the file's first
 * are read too: they have set the tier.
 */
export async function costsForFile(
  db: Database,
  accountId: number,
  meters: readonly MeterOfFile[],
  terms: CostTerms,
): Promise<readonly HourCost[]> {
  const spans = meters.map(({ use }) => use.span).toSorted((a, b) => a.startHour - b.startHour);
  const [first] = spans;
  if (first === undefined) return [];
  const end = Math.max(...spans.map((span) => first.firstDay.until(span.firstDay).days + span.days));
  const whole = hourSpan(first.zone, first.firstDay, end);
  const periods = await periodsOver(db, accountId, whole, terms);
  const start = periods[0]?.period.start ?? whole.firstDay;
  const before = Math.max(0, start.until(whole.firstDay).days);
  const wide = hourSpan(first.zone, whole.firstDay.subtract({ days: before }), end + before);
  const uses = await Promise.all(
    meters.map(async ({ meterId, use: _file, ...window }) => {
      const use = await hourlyUseOf(db, meterId, wide);
      return use === undefined ? undefined : ownHours({ use, ...window });
    }),
  );
  const costs: HourCost[][] = meters.map(() => []);
  for (const service of await servicesToPrice(db, accountId)) {
    const here = meters.flatMap(({ servicePointId }, place) => {
      const use = uses[place];
      return servicePointId === service.servicePointId && use !== undefined ? [{ place, use }] : [];
    });
    for (const { period } of periods) {
      const price = waterPrice(serviceAt(service, period), period, terms.rates);
      if (price === undefined) continue;
      const hours = { from: firstHourOf(wide.zone, period.start), to: firstHourOf(wide.zone, period.end) };
      for (const [index, cost] of hourCosts({ price, meters: here.map(({ use }) => use), ...hours }).entries()) {
        costs[here[index]?.place ?? 0]?.push(cost);
      }
    }
  }
  return meters.map(({ use }, place) => {
    const offset = use.span.startHour - wide.startHour;
    return (hour) => {
      for (const costOf of costs[place] ?? []) {
        const cost = costOf(hour + offset);
        if (cost !== undefined) return cost;
      }
      return undefined;
    };
  });
}
