import { convertVolume, exact } from '../kernel/index.ts';
import { hourQuality, volumeOfCounts } from '../metering/index.ts';
import { type Finding, gallonsOf } from './finding.ts';
import type { RolloverRule } from './settings.ts';
import { type MeterToValidate, stretchesWhere, sumOf } from './validated-meter.ts';

/** The dials' whole range, in counts of the hours' channel. */
function rangeOf({ use, register }: MeterToValidate): number {
  const turn = convertVolume(exact(register.multiplier).mul(exact(10 ** register.dials)), register.unit, 'gal');
  return turn.div(volumeOfCounts(use.register, 1, 'gal')).valueOf();
}

/** A fall of nearly the whole range: a feed that took the register's turn for water running back. */
export function isRolloverHour(meter: MeterToValidate, hour: number, rule: RolloverRule | undefined): boolean {
  const count = meter.use.counts[hour] ?? 0;
  if (rule === undefined || count >= 0) return false;
  const range = rangeOf(meter);
  const round = count + range;
  return round >= 0 && round * 100 <= range * rule.sharePercent;
}

/** A register that went round or back: what the feed's own difference shows, and hours that settling the registers doubts. */
export function findRollovers(meter: MeterToValidate, rule: RolloverRule): Finding[] {
  const { use, nowHour } = meter;
  const isDoubted = (hour: number) => use.quality[hour] === hourQuality.suspect || isRolloverHour(meter, hour, rule);
  return stretchesWhere(nowHour, isDoubted, 1).map(({ from, until }) => {
    const sum = sumOf(use, from, until);
    const isRound = sum < 0;
    return {
      ...{ rule: 'rollover', from, until },
      gallons: Math.round(gallonsOf(use, isRound ? sum + rangeOf(meter) : sum)),
      detail: { round: isRound ? 1 : 0, hours: until - from },
    };
  });
}
