import { type Exact, exact, exactToDecimal, ok, type Problem, present, type Result } from '../kernel/index.ts';
import { applySchedule, type RateLine, type RateSchedule } from '../rates/index.ts';
import type { BillLine } from './bill-line.ts';
import type { BilledUse, RateBook, RateVersion } from './rate-book.ts';

/** The rates of a utility from its schedules: each is a version of every class it bills, from its own date on. */
export function rateBook(schedules: readonly RateSchedule[]): RateBook {
  const byClass = new Map<string, RateVersion[]>();
  for (const schedule of schedules) {
    const { effectiveOn } = schedule;
    if (effectiveOn === undefined) continue;
    for (const rateClass of schedule.classes.keys()) {
      const versions = byClass.get(rateClass) ?? [];
      versions.push({
        effectiveOn,
        periodMonths: schedule.periodMonths,
        price: (use) => priceUse(schedule, rateClass, use),
      });
      byClass.set(rateClass, versions);
    }
  }
  return (rateClass) => byClass.get(rateClass) ?? [];
}

function priceUse(schedule: RateSchedule, rateClass: string, use: BilledUse): Result<readonly BillLine[], Problem> {
  const { meter_size, elevation_zone, backflow, high_elevation } = use.facts;
  const applied = applySchedule(schedule, {
    rateClass,
    volume: { amount: use.gallons, unit: 'gal' },
    share: shareOf(schedule, use),
    inputs: {
      meter_size,
      elevation_zone,
      backflow: backflow ? 'yes' : 'no',
      high_elevation: high_elevation ? 'yes' : 'no',
    },
  });
  if (!applied.ok) {
    const [problem] = applied.problem;
    if (problem === undefined) throw new Error('rates refused without a reason');
    return { ok: false, problem };
  }
  const effectiveOn = schedule.effectiveOn?.toString() ?? '';
  // What a service point does not have is not on its bill: a fee of nothing explains nothing. Zero use does.
  const charged = applied.value.lines.filter(
    (line) => line.quantity !== undefined || line.exactAmount.compare(0) !== 0,
  );
  const share = shareOf(schedule, use);
  return ok(charged.map((line) => toBillLine(line, { use, rateClass, effectiveOn, share })));
}

/** The months that are billed, of those that the schedule's charges and tiers are written for. */
const shareOf = ({ periodMonths }: RateSchedule, { months }: BilledUse): Exact => months.div(periodMonths);

function toBillLine(
  line: RateLine,
  { use, rateClass, effectiveOn, share }: { use: BilledUse; rateClass: string; effectiveOn: string; share: Exact },
): BillLine {
  return {
    part: line.part,
    label: line.label,
    ...(line.quantity === undefined ? {} : { quantity: exactToDecimal(line.quantity) }),
    ...present({ unit: line.unit }),
    ...(line.unitPrice === undefined ? {} : { unitPrice: exactToDecimal(line.unitPrice) }),
    amount: line.amount,
    explanation: {
      rule: { file: fileName(line.place.file), line: line.place.line, rateClass, effectiveOn },
      days: use.days,
      periodDays: use.periodDays,
      ...(share.compare(exact(1)) === 0 ? {} : { share: share.toFraction() }),
      ...(line.tier === undefined ? {} : { tier: tierOf(line.tier, share) }),
      exactAmount: exactToDecimal(line.exactAmount),
      ...present({ formula: line.formula }),
      ...(line.sample ? { sample: true } : {}),
    },
  };
}

/** A bill says where the tier begins and ends on this bill, so its bounds are those of the share that is charged. */
function tierOf({ number, from, to }: NonNullable<RateLine['tier']>, share: Exact) {
  const bounds = { number, from: exactToDecimal(from.mul(share)) };
  return to === undefined ? bounds : { ...bounds, to: exactToDecimal(to.mul(share)) };
}

/** A bill keeps the schedule's name, not where this machine has it. */
const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
