import { convertVolume, exact } from '../kernel/index.ts';
import { type HourStretch, registerUse } from '../metering/index.ts';
import { isMissing, type MeterToValidate, type ReadAtHour, sumOf } from './validated-meter.ts';

/** What the register rose by between two of its reads, in counts of the hours' channel; undefined where it went back. */
export function riseBetween({ use, register }: MeterToValidate, from: ReadAtHour, to: ReadAtHour): number | undefined {
  const used = registerUse({ register, from: from.read, to: to.read });
  if (!used.ok) return undefined;
  const volume = convertVolume(
    exact(register.multiplier).mul(exact(used.value.usedCount)),
    register.unit,
    use.register.unit,
  );
  return Math.round(volume.div(exact(use.register.multiplier)).valueOf());
}

/**
 * What must have run in a stretch by the register reads around it: the rise less the other hours between them. Undefined
 * where no reads are on both sides, where another hour between is missing too, or where the others say more than the rise.
 */
export function totalByRegister(meter: MeterToValidate, { from, until }: HourStretch): number | undefined {
  const before = meter.reads.findLast(({ hour }) => hour >= 0 && hour <= from);
  const after = meter.reads.find(({ hour }) => hour >= until && hour <= meter.use.span.hours);
  if (before === undefined || after === undefined) return undefined;
  for (let hour = before.hour; hour < after.hour; hour++) {
    if ((hour < from || hour >= until) && isMissing(meter.use, hour)) return undefined;
  }
  const rise = riseBetween(meter, before, after);
  if (rise === undefined) return undefined;
  const total = rise - sumOf(meter.use, before.hour, from) - sumOf(meter.use, until, after.hour);
  return total < 0 ? undefined : total;
}
