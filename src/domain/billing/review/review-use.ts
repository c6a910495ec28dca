import { daysIn, exactToDecimal } from '../../kernel/index.ts';
import { type RegisterRead, type RegisterUse, volumeUsed } from '../../metering/index.ts';
import type { Finding } from './finding.ts';
import { type PastUse, pastUse } from './past-use.ts';
import { type ReviewPolicy, thresholdsOf } from './review-policy.ts';

/** A meter on a bill, with what is known about it. */
export interface ReviewedMeter {
  readonly use: RegisterUse;
  readonly rateClass: string;
  /** Reads of before that stand, by day. */
  readonly reads: readonly RegisterRead[];
  /** What half of its class uses a day, where enough of it is known. */
  readonly classGallonsADay?: number;
}

/** What is unusual about the water of one meter: that it is much, little or none, or that the register went back. */
export function reviewUse(meter: ReviewedMeter, policy: ReviewPolicy): Finding | undefined {
  const { use, rateClass } = meter;
  const { register, from, to, usedCount } = use;
  const days = daysIn({ start: from.on, end: to.on });
  // Less than nothing puts an estimate right that was too high: that bill is a credit.
  if (days < 1 || usedCount < 0) return undefined;
  const meterFacts = { serial: register.serial, days, from: from.on.toString(), to: to.on.toString() };
  const range = 10 ** register.dials;
  if ((range - usedCount) * 100 <= range * policy.backwardsSharePercent) {
    return { rule: 'meter-backwards', params: { ...meterFacts, before: from.count, now: to.count } };
  }
  const gallons = Number(exactToDecimal(volumeUsed([use], 'gal')));
  if (usedCount === 0) return to.quality === 'estimated' ? undefined : { rule: 'zero-use', params: meterFacts };
  const past: PastUse | undefined =
    pastUse(register, meter.reads, { from: from.on, to: to.on }) ??
    (meter.classGallonsADay === undefined ? undefined : { gallonsADay: meter.classGallonsADay, basis: 'class' });
  const { high, low } = thresholdsOf(policy, rateClass);
  const daily = gallons / days;
  if (past === undefined) {
    if (high === undefined || daily <= high.gallonsADayUnknown) return undefined;
    const usual = Math.round(high.gallonsADayUnknown * days);
    return { rule: 'high-use', params: { ...meterFacts, basis: 'unknown', gallons: Math.round(gallons), usual } };
  }
  const params = {
    ...meterFacts,
    basis: past.basis,
    gallons: Math.round(gallons),
    usual: Math.round(past.gallonsADay * days),
  };
  const times = high && { season: high.times, recent: high.timesRecent, class: high.timesClass }[past.basis];
  if (high !== undefined && times !== undefined) {
    const isHigh = daily >= past.gallonsADay * times && daily - past.gallonsADay >= high.gallonsADay;
    if (isHigh) return { rule: 'high-use', params };
  }
  const share = low && { season: low.share, recent: low.shareRecent, class: low.shareClass }[past.basis];
  if (low !== undefined && share !== undefined) {
    const isLow = daily <= past.gallonsADay * share && past.gallonsADay >= low.usualGallonsADay;
    if (isLow) return { rule: 'low-use', params };
  }
  return undefined;
}
