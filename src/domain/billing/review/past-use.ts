import { dayNumber, daysIn, exactToDecimal, isOnOrBefore } from '../../kernel/index.ts';
import { type Register, type RegisterRead, registerUse, volumeUsed } from '../../metering/index.ts';

/** How much water a day a meter is used to, and how that is known. */
export interface PastUse {
  readonly gallonsADay: number;
  readonly basis: 'season' | 'recent' | 'class';
}

/** Reads of the same season may be this far from a year before. */
const seasonToleranceDays = 20;
/** The last months reach back so far. */
const recentDays = 130;
/** Fewer days between two reads are no use to go by. */
const minDays = 7;

/**
 * What a meter used a day in the same season of the year before; where that is not known, in the last months. An estimate is
 * no past: it repeats what was believed.
 */
export function pastUse(
  register: Register,
  reads: readonly RegisterRead[],
  stretch: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): PastUse | undefined {
  const real = reads.filter(({ on, quality }) => quality !== 'estimated' && isOnOrBefore(on, stretch.from));
  // Of one read alone nothing can be told.
  if (real.length < 2) return undefined;
  const season = dailyUse(register, nearest(real, stretch.from), nearest(real, stretch.to));
  if (season !== undefined) return { gallonsADay: season, basis: 'season' };
  const first = real.find(({ on }) => daysIn({ start: on, end: stretch.from }) <= recentDays);
  const recent = dailyUse(register, first, real.at(-1));
  return recent === undefined ? undefined : { gallonsADay: recent, basis: 'recent' };
}

function dailyUse(register: Register, from?: RegisterRead, to?: RegisterRead): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const days = daysIn({ start: from.on, end: to.on });
  if (days < minDays) return undefined;
  const use = registerUse({ register, from, to });
  return use.ok ? Number(exactToDecimal(volumeUsed([use.value], 'gal'))) / days : undefined;
}

function nearest(reads: readonly RegisterRead[], day: Temporal.PlainDate): RegisterRead | undefined {
  const asked = dayNumber(day.subtract({ years: 1 }));
  const away = (read: RegisterRead) => Math.abs(dayNumber(read.on) - asked);
  return reads.filter((read) => away(read) <= seasonToleranceDays).toSorted((a, b) => away(a) - away(b))[0];
}
