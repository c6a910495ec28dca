import { isAfter, isOnOrBefore } from '../kernel/index.ts';
import { type CountedMeter, countOnDay } from './count-on-day.ts';
import type { RegisterRead } from './register-read.ts';
import { type RegisterUse, registerUse } from './register-use.ts';

/**
 * What a register counted from a day on which nobody was served any more to the last count that people or hours told. It begins with
 * the count that closed the account, as its final bill has it; where no read on both sides tells that one, with the last before.
 * Undefined where nobody has read the meter since, or where it went back.
 */
export function useSince(meter: CountedMeter, since: Temporal.PlainDate): RegisterUse | undefined {
  const { register, installed, reads } = meter;
  const told: readonly RegisterRead[] = [{ ...installed, quality: 'measured' }, ...reads];
  const known = told.filter(({ quality }) => quality !== 'estimated');
  const to = known.findLast(({ on }) => isAfter(on, since));
  const from = countOnDay(meter, since) ?? known.findLast(({ on }) => isOnOrBefore(on, since));
  if (to === undefined || from === undefined) return undefined;
  const use = registerUse({ register, from, to });
  return use.ok ? use.value : undefined;
}
