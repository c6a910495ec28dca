import {
  type Exact,
  exact,
  isAfter,
  isBefore,
  isOnOrBefore,
  ok,
  type Problem,
  type Result,
  refused,
} from '../kernel/index.ts';
import type { MeteringProblemCode } from './problems.ts';
import type { Register } from './register.ts';
import type { RegisterRead } from './register-read.ts';
import { registerUse } from './register-use.ts';

/** What an estimate was made from, so that the bill can say so. */
export interface EstimatedRead extends RegisterRead {
  readonly quality: 'estimated';
  readonly basis: 'same-season-last-year' | 'average-of-last-reads' | 'between-reads' | 'as-the-meter-before';
}

/** Reads of the same season may be this far from a year before the estimated stretch. */
const seasonToleranceDays = 20;
/** The average looks back at most this far. */
const averageOverDays = 120;

/**
 * What the register would show on `on`, for a read that is missing: the daily use of the same days a year ago, or where
 * the meter has no such reads, of the last months; never below where it stood, nor below a read since. The next measured read puts an estimate
 * right by itself, because a bill goes from count to count.
 */
export function estimateRead(
  register: Register,
  { from, reads }: { readonly from: RegisterRead; readonly reads: readonly RegisterRead[] },
  on: Temporal.PlainDate,
): Result<EstimatedRead, Problem<MeteringProblemCode>> {
  const measured = reads.filter((read) => read.quality !== 'estimated');
  const since = measured.findLast((read) => isAfter(read.on, from.on) && isBefore(read.on, on)) ?? from;
  const lastYear = dailyUse(
    register,
    nearest(measured, from.on.subtract({ years: 1 })),
    nearest(measured, on.subtract({ years: 1 })),
  );
  const recently = dailyUse(
    register,
    measured.find((read) => read.on.until(from.on, { largestUnit: 'days' }).days <= averageOverDays),
    measured.findLast((read) => isOnOrBefore(read.on, since.on)),
  );
  const daily = lastYear ?? recently;
  if (daily === undefined) {
    return refused({ code: 'metering.no-history-to-estimate', params: { serial: register.serial, on: on.toString() } });
  }
  const days = since.on.until(on, { largestUnit: 'days' }).days;
  const used = Number(daily.mul(exact(days)).floor().n);
  return ok({
    on,
    count: (since.count + used) % 10 ** register.dials,
    quality: 'estimated',
    basis: lastYear === undefined ? 'average-of-last-reads' : 'same-season-last-year',
  });
}

/** Counts a day between two reads; undefined where they are no stretch to learn from. */
function dailyUse(register: Register, from?: RegisterRead, to?: RegisterRead): Exact | undefined {
  if (from === undefined || to === undefined) return undefined;
  const days = from.on.until(to.on, { largestUnit: 'days' }).days;
  if (days < 7) return undefined;
  const use = registerUse({ register, from, to });
  return use.ok ? exact(use.value.usedCount).div(exact(days)) : undefined;
}

function nearest(reads: readonly RegisterRead[], day: Temporal.PlainDate): RegisterRead | undefined {
  const away = (read: RegisterRead) => Math.abs(read.on.until(day, { largestUnit: 'days' }).days);
  return reads.filter((read) => away(read) <= seasonToleranceDays).toSorted((a, b) => away(a) - away(b))[0];
}
