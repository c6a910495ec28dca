import { type ReviewPolicy, thresholdsOf } from '../../domain/billing/index.ts';
import { type ClassUse, hasOwnPast, type MeterOnRoute } from '../../domain/metering/index.ts';
import { classMedians } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';

/** A meter as a read is brought from it, with the class that its place is billed in. */
type MeterOfClass = MeterOnRoute & { readonly rateClass: string };

/**
 * What the classes of meters use that have no past of their own: it reads the bills of some months, and only where there is such a meter.
 */
export async function classUses(
  db: Database,
  meters: readonly MeterOfClass[],
  { review, on }: { readonly review: ReviewPolicy | undefined; readonly on: Temporal.PlainDate },
): Promise<ReadonlyMap<string, ClassUse>> {
  if (review === undefined || meters.every((meter) => hasOwnPast(meter, on))) return new Map();
  const medians = await classMedians(db, { through: on, minBills: review.minClassBills });
  return new Map(
    [...medians].flatMap(([rateClass, gallonsADay]) => {
      const times = thresholdsOf(review, rateClass).high?.timesClass;
      return times === undefined ? [] : [[rateClass, { gallonsADay, times }] as const];
    }),
  );
}
