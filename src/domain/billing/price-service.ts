import {
  daysIn,
  type Exact,
  exact,
  exactToDecimal,
  ok,
  type Period,
  type Problem,
  type Result,
  refused,
} from '../kernel/index.ts';
import type { BillLine } from './bill-line.ts';
import type { RateBook, ServiceFacts } from './rate-book.ts';
import { daysOfChange, factsOn } from './rate-fact.ts';
import { rateSegments } from './rate-segments.ts';

/** A service point as its rates ask about it. */
export interface PricedService {
  readonly rateClass: string;
  readonly facts: ServiceFacts;
}

/**
 * The lines of one service point: each version of its rates prices its days' share of the use and of the months, and where
 * what it asks for changes inside them, so do the days on each side. The period is the one whose rates are in force;
 * `billing.no-rate-for-class` where none are.
 */
export function priceService(
  { rateClass, facts }: PricedService,
  { gallons, months, period, rates }: { gallons: Exact; months: Exact; period: Period; rates: RateBook },
): Result<readonly BillLine[], Problem> {
  const segments = rateSegments(period, rates(rateClass));
  if (segments === undefined) {
    return refused({ code: 'billing.no-rate-for-class', params: { class: rateClass, on: period.start.toString() } });
  }
  const periodDays = daysIn(period);
  const lines: BillLine[] = [];
  for (const { version, stretch } of segments) {
    for (const part of partsOf(stretch, facts)) {
      const days = daysIn(part);
      const ofPart = shareOf(months, days, periodDays);
      const inputs = {
        // A share is charged as the whole at the same pace, so its days are those of a whole period too.
        days_in_period: exactToDecimal(exact(days * version.periodMonths).div(ofPart)),
        ...inputsOn(facts, part.start),
      };
      const priced = version.price({
        gallons: shareOf(gallons, days, periodDays),
        months: ofPart,
        days,
        periodDays,
        inputs,
      });
      if (!priced.ok) return priced;
      lines.push(...priced.value);
    }
  }
  return ok(lines);
}

/** A number's share by days; of a whole period, as most are, itself. */
const shareOf = (whole: Exact, days: number, periodDays: number): Exact =>
  days === periodDays ? whole : whole.mul(days).div(periodDays);

/** A stretch, cut where what is said about the service point changes. */
function partsOf(stretch: Period, { said = [] }: ServiceFacts): readonly Period[] {
  const cuts = said.length === 0 ? [] : daysOfChange(said, stretch);
  return [stretch.start, ...cuts].map((start, index) => ({ start, end: cuts[index] ?? stretch.end }));
}

function inputsOn(
  { meter_size, elevation_zone, backflow, high_elevation, said = [] }: ServiceFacts,
  day: Temporal.PlainDate,
): Readonly<Record<string, string>> {
  const own = {
    ...{ elevation_zone, backflow: backflow ? 'yes' : 'no', high_elevation: high_elevation ? 'yes' : 'no' },
    ...(said.length === 0 ? {} : factsOn(said, day)),
  };
  return meter_size === '' ? own : { ...own, meter_size };
}
