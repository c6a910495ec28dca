import { type Cents, type Exact, exact } from '../../kernel/index.ts';
import { readingQuality } from './reading-type.ts';
import { element, espi } from './xml.ts';

/** A bill's period, as a reader sets it beside the hours. */
export interface BillSummary {
  readonly start: Temporal.PlainDate;
  /** The first day no longer billed. */
  readonly end: Temporal.PlainDate;
  readonly gallons: Exact;
  /** A read that it ends with was estimated. */
  readonly isEstimated?: boolean;
  /** What was charged for the period, and of it what does not depend on water; undefined where costs are not asked for. */
  readonly charged?: { readonly all: Cents; readonly withoutWater: Cents };
}

/** Billed water is written in thousandths of a gallon. */
const power = -3;
/** Costs are written in hundred-thousandths of a dollar. */
const aCent = 1000;

/** A `UsageSummary` of drinking water: FB_15, and with what was charged FB_16. */
export function usageSummary(
  { start, end, gallons, isEstimated, charged }: BillSummary,
  { zone, updated }: { readonly zone: string; readonly updated: Temporal.Instant },
): string {
  const seconds = (day: Temporal.PlainDate): number => day.toZonedDateTime(zone).epochMilliseconds / 1000;
  const began = seconds(start);
  return espi(
    'UsageSummary',
    element('billingPeriod', element('duration', seconds(end) - began), element('start', began)),
    ...(charged === undefined
      ? []
      : [
          element('billLastPeriod', charged.all * aCent),
          element('costAdditionalLastPeriod', charged.withoutWater * aCent),
          element('currency', 840),
        ]),
    element(
      'overallConsumptionLastPeriod',
      element('powerOfTenMultiplier', power),
      element('uom', 128),
      element(
        'value',
        gallons
          .mul(exact(10 ** -power))
          .round()
          .toString(),
      ),
    ),
    // FB_15 asks for it; the schema has it after the consumption.
    element('qualityOfReading', readingQuality[isEstimated === true ? 'estimated' : 'measured']),
    element('statusTimeStamp', updated.epochMilliseconds / 1000),
    element('commodity', 9),
  );
}
