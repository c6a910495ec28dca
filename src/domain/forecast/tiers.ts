import type { BillLine } from '../billing/index.ts';
import { convertVolume, exact, type VolumeUnit } from '../kernel/index.ts';
import type { WaterForecast } from './forecast-use.ts';

/** A tier of a period's prices. */
export interface Tier {
  readonly number: number;
  /** The use of the whole period at which it begins. */
  readonly fromGallons: number;
  /** Dollars a unit, as the schedule writes it. */
  readonly price: string;
  readonly unit: string;
}

/**
 * The tiers on the lines of a bill large enough to reach them all. Where prices change inside the period each has its days'
 * share of the use, and a tier begins for the whole where it begins for its share.
 */
export function tiersOf(lines: readonly BillLine[]): readonly Tier[] {
  const tiers = new Map<number, Tier>();
  for (const { unit, unitPrice, explanation } of lines) {
    const { tier, days, periodDays } = explanation;
    if (tier === undefined || unit === undefined || unitPrice === undefined) continue;
    const whole = days === undefined || periodDays === undefined ? exact(1) : exact(periodDays).div(days);
    const from = convertVolume(exact(tier.from).mul(whole), unit as VolumeUnit, 'gal').valueOf();
    tiers.set(tier.number, { number: tier.number, fromGallons: from, price: unitPrice, unit });
  }
  return [...tiers.values()].toSorted((a, b) => a.number - b.number);
}

/** The tier that so much use has reached. */
export const tierAt = (tiers: readonly Tier[], gallons: number): Tier | undefined =>
  tiers.findLast(({ fromGallons }) => gallons > fromGallons) ?? tiers[0];

/** A tier is about to be entered so many days before. */
const daysBefore = 5;

/** A tier above the first that a period is in, or is about to enter. */
export interface TierEntered {
  readonly tier: Tier;
  readonly before: Tier;
  /** The first day of it that is expected; none where it is entered already. */
  readonly expectedOn?: Temporal.PlainDate;
}

/**
 * The highest tier above the first that a service point has entered in the period, or is expected to enter within the next
 * days.
 */
export function tierEntered(
  tiers: readonly Tier[],
  { soFar, ahead }: Pick<WaterForecast, 'soFar' | 'ahead'>,
  firstAhead: Temporal.PlainDate,
): TierEntered | undefined {
  let used = soFar;
  let entered = pairAt(tiers, used);
  for (const [day, gallons] of ahead.subarray(0, daysBefore).entries()) {
    used += gallons;
    const next = pairAt(tiers, used);
    if (next !== undefined && next.tier.number > (entered?.tier.number ?? 1)) {
      entered = { ...next, expectedOn: firstAhead.add({ days: day }) };
    }
  }
  return entered;
}

function pairAt(tiers: readonly Tier[], gallons: number): TierEntered | undefined {
  const index = tiers.findLastIndex(({ fromGallons }) => gallons > fromGallons);
  const [before, tier] = [tiers[index - 1], tiers[index]];
  return before === undefined || tier === undefined ? undefined : { tier, before };
}
