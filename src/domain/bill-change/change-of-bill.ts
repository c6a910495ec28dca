import { type BillLine, priceService, type RateBook } from '../billing/index.ts';
import {
  type Cents,
  cents,
  daysIn,
  type Exact,
  exact,
  ok,
  type Problem,
  type Result,
  refused,
  sumCents,
  zeroCents,
} from '../kernel/index.ts';
import type {
  BillChange,
  BilledService,
  BillToCompare,
  ChangeKind,
  ChangePart,
  LineChange,
  PlaceChange,
} from './billed-service.ts';
import { linesChanged } from './lines-changed.ts';

export interface ChangeTerms {
  readonly rates: RateBook;
  /** How much more or less of the new bill's use goes with its weather, where that is known: gallons of the account. */
  readonly weatherGallons?: Exact;
}

/**
 * Why one bill's charges are not another's. The earlier bill is calculated again with one thing changed at a time, in a
 * fixed order, so that each step has its price and they add up to the difference to the cent: the service as it is now
 * (its meter's size; zero where nothing changed), the days at the same use a day, the weather, the rest of the use, the
 * prices. What only lines say (late fees, and whatever else no schedule calculates) is `fees`. A change of use in another
 * order would be priced a little otherwise: in a higher tier, or at the new price. Where the rates of either bill are
 * gone, the reason is given and nothing is split.
 */
export function changeOfBill(
  before: BillToCompare,
  now: BillToCompare,
  { rates, weatherGallons }: ChangeTerms,
): Result<BillChange, Problem> {
  const longer = exact(daysIn(now.period)).div(daysIn(before.period));
  const usedBefore = new Map(before.services.map((service) => [service.servicePointId, service.gallons]));
  const asBefore = now.services.map((one) => ({ ...one, gallons: usedBefore.get(one.servicePointId) ?? exact(0) }));
  const asLong = asBefore.map((one) => ({ ...one, gallons: one.gallons.mul(longer) }));
  const steps = [
    { kind: undefined, services: before.services, months: before.months, period: before.period },
    { kind: 'service', services: asBefore, months: before.months, period: before.period },
    { kind: 'days', services: asLong, months: now.months, period: before.period },
    ...(weatherGallons === undefined
      ? []
      : [
          {
            kind: 'weather' as const,
            services: withWeather(asLong, now.services, weatherGallons),
            months: now.months,
            period: before.period,
          },
        ]),
    { kind: 'use', services: now.services, months: now.months, period: before.period },
    { kind: 'rate', services: now.services, months: now.months, period: now.period },
  ] as const;
  const priced: (readonly BillLine[])[] = [];
  for (const { services, months, period } of steps) {
    const lines: BillLine[] = [];
    for (const service of services) {
      const some = priceService(service, { gallons: service.gallons, months, period, rates });
      if (!some.ok) return some;
      lines.push(...some.value);
    }
    priced.push(lines);
  }
  const calculated = new Set([...priced.flat().map((line) => line.part), 'cis_charge']);
  const [oldService, oldFees] = parted(before.lines, calculated);
  const [newService, newFees] = parted(now.lines, calculated);
  // Lines of another system are split only where the schedules come to the same.
  const isOther = (bill: BillToCompare, lines: readonly BillLine[], calculatedLines: readonly BillLine[] | undefined) =>
    bill.isGiven === true && sum(lines) !== sum(calculatedLines ?? []);
  if (isOther(before, oldService, priced[0]) || isOther(now, newService, priced.at(-1))) {
    return refused({ code: 'bill-change.not-reproduced' });
  }
  // A bill that no longer comes out as it was sent was priced by rates or facts that have been corrected since.
  const corrected = cents(sum(priced[0] ?? []) - sum(oldService) + (sum(newService) - sum(priced.at(-1) ?? [])));
  const parts = steps.flatMap(({ kind }, index): ChangePart[] => {
    if (kind === undefined) return [];
    const [lines, linesBefore] = [priced[index] ?? [], priced[index - 1] ?? []];
    const amount = cents(sum(lines) - sum(linesBefore) + (kind === 'service' ? corrected : 0));
    if (kind === 'service' && amount === 0) return [];
    return [part(kind, amount, kind === 'rate' ? linesChanged(linesBefore, lines) : [])];
  });
  const fees = part('fees', cents(sum(newFees) - sum(oldFees)), linesChanged(oldFees, newFees));
  return ok({
    difference: cents(sum(now.lines) - sum(before.lines)),
    parts: [...parts, fees],
    days: { before: daysIn(before.period), now: daysIn(now.period) },
    gallons: { before: gallonsOf(before.services), now: gallonsOf(now.services) },
    places: placesChanged(before.services, now.services),
  });
}

/** The use of each place on both bills; none where both are for the same one. */
function placesChanged(before: readonly BilledService[], now: readonly BilledService[]): readonly PlaceChange[] {
  const points = [...new Set([...now, ...before].map(({ servicePointId }) => servicePointId))];
  const used = (services: readonly BilledService[], point: number) =>
    gallonsOf(services.filter(({ servicePointId }) => servicePointId === point));
  if (points.length < 2) return [];
  return points.map((servicePointId) => ({
    servicePointId,
    gallons: { before: used(before, servicePointId), now: used(now, servicePointId) },
  }));
}

/** The weather's share of the use, spread over the service points as their use is; never below nothing. */
function withWeather(
  services: readonly BilledService[],
  now: readonly BilledService[],
  gallons: Exact,
): readonly BilledService[] {
  const total = gallonsOf(now);
  return services.map((service, index) => {
    const share = total.compare(0) === 0 ? exact(0) : (now[index]?.gallons ?? exact(0)).div(total);
    const with_ = service.gallons.add(gallons.mul(share));
    return { ...service, gallons: with_.compare(0) < 0 ? exact(0) : with_ };
  });
}

const part = (kind: ChangeKind, amount: Cents, of: readonly LineChange[]): ChangePart => ({ kind, amount, of });

const gallonsOf = (services: readonly BilledService[]): Exact =>
  services.reduce((total, service) => total.add(service.gallons), exact(0));

const sum = (lines: readonly BillLine[]): Cents =>
  lines.length === 0 ? zeroCents : sumCents(lines.map((line) => line.amount));

/** Lines that the schedules calculate, and those that came from elsewhere. */
function parted(
  lines: readonly BillLine[],
  calculated: ReadonlySet<string>,
): readonly [service: readonly BillLine[], fees: readonly BillLine[]] {
  return [lines.filter((line) => calculated.has(line.part)), lines.filter((line) => !calculated.has(line.part))];
}
