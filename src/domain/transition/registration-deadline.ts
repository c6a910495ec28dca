import { isOnOrBefore } from '../kernel/index.ts';
import type { TransitionPolicy } from './policy.ts';

/**
 * The last moment to register and set autopay for the bill due on `dueOn` (T3).
 *
 * A due date begins at its first moment in the utility's zone (00:00, or later where the clock jumps over midnight).
 * The lead is counted in real hours: where a day has 23 hours the moment falls at 23:00 two days before, where it has
 * 25 at 01:00 the day before. A registration at exactly this moment is still in time.
 */
export function lastMomentToRegister(
  dueOn: Temporal.PlainDate,
  policy: Pick<TransitionPolicy, 'leadHours' | 'timeZone'>,
): Temporal.Instant {
  return dueOn.toZonedDateTime(policy.timeZone).toInstant().subtract({ hours: policy.leadHours });
}

/** Whether autopay set at `now` still pays the bill due on `dueOn`. */
export const inTimeForAutopay = (
  dueOn: Temporal.PlainDate,
  now: Temporal.Instant,
  policy: Pick<TransitionPolicy, 'leadHours' | 'timeZone'>,
): boolean => isOnOrBefore(now, lastMomentToRegister(dueOn, policy));
