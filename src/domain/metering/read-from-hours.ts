import { convertVolume, type Exact, exact } from '../kernel/index.ts';
import { estimateHours } from './estimate-hours.ts';
import { hourQuality } from './hour-quality.ts';
import { firstHourOf } from './hour-span.ts';
import { type HourlyUse, volumeOfCounts } from './hourly-use.ts';
import type { Register } from './register.ts';
import type { RegisterRead } from './register-read.ts';
import { sharedDays } from './shared-days.ts';

export interface HourlyReadRules {
  /** Weeks around that missing hours are estimated by (like days). */
  readonly weeks: number;
  /** Of all the hours; where more is missing no read is made. */
  readonly maxMissingPercent: number;
}

interface KnownHours {
  readonly register: Register;
  /** Covers the days between the two reads. */
  readonly use: HourlyUse;
}

/**
 * What the register must show as the day `on` begins: the read it goes on from, and every hour since. `hourly` where the
 * meter counted all of them or a person set them; `estimated` where some were filled in, doubted or missing, but for days whose sum was measured (then like days
 * fill them, here only). The part of a count beyond the whole ones is carried to the next read, so that none is lost.
 * Undefined where too much is missing, or the hours run back.
 */
export function readFromHours(
  { register, from, use }: KnownHours & { readonly from: RegisterRead },
  on: Temporal.PlainDate,
  rules: HourlyReadRules,
): RegisterRead | undefined {
  const ran = hoursBetween({ register, use }, [from.on, on], rules);
  if (ran === undefined) return undefined;
  const shown: Exact = ran.counts.add(exact(from.fromHours?.carried ?? '0'));
  if (shown.compare(0) < 0) return undefined;
  const whole = shown.floor();
  const { hours, estimated } = ran;
  return {
    on,
    count: Number((BigInt(from.count) + whole.n) % 10n ** BigInt(register.dials)),
    quality: estimated === 0 ? 'hourly' : 'estimated',
    fromHours: { hours, estimated, carried: shown.sub(whole).toFraction() },
  };
}

/** The same of a day before the only read there is: what it shows, less every hour until it. */
export function readBeforeHours(
  { register, to, use }: KnownHours & { readonly to: RegisterRead },
  on: Temporal.PlainDate,
  rules: HourlyReadRules,
): RegisterRead | undefined {
  const ran = hoursBetween({ register, use }, [on, to.on], rules);
  if (ran === undefined || ran.counts.compare(0) < 0) return undefined;
  const range = 10n ** BigInt(register.dials);
  const count = (((BigInt(to.count) - ran.counts.floor().n) % range) + range) % range;
  const { hours, estimated } = ran;
  return {
    ...{ on, count: Number(count), quality: estimated === 0 ? 'hourly' : 'estimated' },
    fromHours: { hours, estimated, carried: '0' },
  };
}

/** What ran in the hours from the first day to the second, in counts of the register; undefined where too many are missing. */
function hoursBetween(
  { register, use }: KnownHours,
  [first, last]: readonly [Temporal.PlainDate, Temporal.PlainDate],
  { weeks, maxMissingPercent }: HourlyReadRules,
) {
  const { span } = use;
  const begin = firstHourOf(span.zone, first) - span.startHour;
  const end = firstHourOf(span.zone, last) - span.startHour;
  const hours = end - begin;
  if (begin < 0 || end > span.hours || hours <= 0) return undefined;
  const shared = sharedDays(use, span.firstDay.until(last).days);
  let [counts, missing, estimated] = [0, 0, 0];
  for (let hour = begin; hour < end; hour++) {
    const quality = use.quality[hour];
    if (quality === hourQuality.missing) missing += 1;
    // A bill asks for the sum of its days: that of a shared day was measured.
    if (quality !== hourQuality.measured && quality !== hourQuality.edited && shared[span.dayOf[hour] ?? 0] !== 1) {
      estimated += 1;
    }
    counts += use.counts[hour] ?? 0;
  }
  if (missing * 100 > hours * maxMissingPercent) return undefined;
  const volume = convertVolume(
    volumeOfCounts(use.register, counts + missingCounts(use, { begin, end, weeks }), use.register.unit),
    use.register.unit,
    register.unit,
  );
  return { hours, estimated, counts: volume.div(exact(register.multiplier)) };
}

/** What like days say about the hours that nothing is known about. */
function missingCounts(use: HourlyUse, { begin, end, weeks }: { begin: number; end: number; weeks: number }): number {
  let sum = 0;
  for (let hour = begin; hour < end; hour++) {
    if (use.quality[hour] !== hourQuality.missing) continue;
    let until = hour;
    while (until < end && use.quality[until] === hourQuality.missing) until += 1;
    const filled = estimateHours(use, { from: hour, until }, { method: 'like-day', weeks });
    sum += filled.reduce((all, count) => all + count, 0);
    hour = until;
  }
  return sum;
}
