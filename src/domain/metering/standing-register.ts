import type { Problem } from '../kernel/index.ts';
import { belief, isTooMuch } from './apportion.ts';

/** A meter's register reads, sorted by time; counts are whole. The three arrays are as long as each other. */
export interface RegisterReads {
  readonly serial: string;
  /** Epoch seconds. */
  readonly at: Float64Array;
  readonly counts: Float64Array;
  /** `belief` of each read as its feed marks it; measured where left out. */
  readonly believed?: Uint8Array;
}

export interface RegisterRules {
  /** Seconds; hours of a longer stretch between two reads are estimated. */
  readonly longestStretch: number;
  /** Seconds in which a dip must have come back, or a peak have gone. */
  readonly longestDip: number;
  /** A register that goes from its last count round to 0; without it a lower count is never a rollover. */
  readonly dials?: number;
}

export const usualRegisterRules: RegisterRules = { longestStretch: 7200, longestDip: 6 * 3600 };

/** The register between two reads that stand. */
export interface StandingStretch {
  readonly from: number;
  readonly to: number;
  readonly counts: number;
  readonly believed: number;
}

/**
 * The stretches of a register that goes up. Where it goes down:
 *
 * - reads that are back at the old count within `longestDip` were a dip, and are dropped; or the high reads before were a
 *   peak, where dropping those drops fewer. The stretch across is suspect, its sum is right;
 * - else a rollover, where going round is at most a tenth of the dials' range (as `registerUse` judges it);
 * - else an exchange or a reset: the stretch counts 0, is suspect, and is a problem for a person. So is a leap up of more
 *   than an hour's count can hold.
 *
 * Of reads at one time the last in the array stands.
 */
export function standingRegister(
  reads: RegisterReads,
  rules: RegisterRules,
): { readonly stretches: StandingStretch[]; readonly dropped: number; readonly problems: Problem[] } {
  const { at, counts } = reads;
  const kept: number[] = [];
  const how: Crossing[] = [];
  let dropped = 0;
  for (let index = 0; index < at.length; index += 1) {
    const time = at[index] ?? 0;
    if (at[index + 1] === time) {
      dropped += 1;
      continue;
    }
    const last = kept.at(-1);
    if (last === undefined) {
      kept.push(index);
      how.push('plain');
      continue;
    }
    const [from, to] = [counts[last] ?? 0, counts[index] ?? 0];
    if (to >= from) {
      kept.push(index);
      how.push('plain');
      continue;
    }
    const back = endOfDip(reads, { last, index, within: rules.longestDip });
    const peak = lengthOfPeak(reads, { kept, how, index, within: rules.longestDip });
    if (back > 0 && (peak === 0 || back - index <= peak)) {
      dropped += back - index;
      how.push('doubted');
      kept.push(back);
      index = back;
    } else if (peak > 0) {
      dropped += peak;
      kept.splice(-peak);
      how.splice(-peak);
      kept.push(index);
      how.push('doubted');
    } else {
      const rolled = rules.dials !== undefined && goesRound(from, to, rules.dials);
      kept.push(index);
      how.push(rolled ? 'rolled' : 'broken');
    }
  }
  const stretches: StandingStretch[] = [];
  const problems: Problem[] = [];
  for (let next = 1; next < kept.length; next += 1) {
    const [a, b] = [kept[next - 1] ?? 0, kept[next] ?? 0];
    const stretch = stretchBetween(reads, rules, { a, b, how: how[next] ?? 'plain' });
    const leaps = isTooMuch(stretch);
    stretches.push(leaps ? { ...stretch, counts: 0, believed: belief.suspect } : stretch);
    if (leaps || how[next] === 'broken') problems.push(brokenRegister(reads, a, b));
  }
  return { stretches, dropped, problems };
}

/** How the register came from the read before. */
type Crossing = 'plain' | 'doubted' | 'rolled' | 'broken';

/** The first read that is back at the count of `last`; 0 where none is in time. */
function endOfDip(reads: RegisterReads, dip: { last: number; index: number; within: number }): number {
  const [since, from] = [reads.at[dip.last] ?? 0, reads.counts[dip.last] ?? 0];
  for (let next = dip.index + 1; next < reads.at.length; next += 1) {
    if ((reads.at[next] ?? 0) - since > dip.within) return 0;
    if (reads.at[next] !== reads.at[next + 1] && (reads.counts[next] ?? 0) >= from) return next;
  }
  return 0;
}

/** How many of the kept reads stand above the read at `index` as a peak; 0 where that is no peak. */
function lengthOfPeak(
  reads: RegisterReads,
  peak: { kept: readonly number[]; how: readonly Crossing[]; index: number; within: number },
): number {
  const { kept, how, index } = peak;
  const to = reads.counts[index] ?? 0;
  const until = reads.at[index] ?? 0;
  let length = 0;
  while (length < kept.length) {
    const position = kept.length - 1 - length;
    const read = kept[position] ?? 0;
    if ((reads.counts[read] ?? 0) <= to) return length;
    if (until - (reads.at[read] ?? 0) > peak.within || how[position] === 'rolled') return 0;
    length += 1;
  }
  return 0;
}

function goesRound(from: number, to: number, dials: number): boolean {
  const range = 10 ** dials;
  return from < range && range - from + to <= range / 10;
}

function stretchBetween(
  reads: RegisterReads,
  rules: RegisterRules,
  pair: { readonly a: number; readonly b: number; readonly how: Crossing },
): StandingStretch {
  const { a, b, how } = pair;
  const [from, to] = [reads.at[a] ?? 0, reads.at[b] ?? 0];
  const rise = (reads.counts[b] ?? 0) - (reads.counts[a] ?? 0);
  const counts = how === 'broken' ? 0 : how === 'rolled' ? 10 ** (rules.dials ?? 0) + rise : rise;
  const believed = how === 'doubted' || how === 'broken' ? belief.suspect : beliefBetween(reads, rules, pair);
  return { from, to, counts, believed };
}

/** How far the stretch between two reads is believed, if nothing is wrong with their counts. */
export function beliefBetween(
  reads: Pick<RegisterReads, 'at' | 'believed'>,
  rules: RegisterRules,
  pair: { readonly a: number; readonly b: number },
): number {
  const said = reads.believed === undefined ? 0 : Math.max(reads.believed[pair.a] ?? 0, reads.believed[pair.b] ?? 0);
  const isLong = (reads.at[pair.b] ?? 0) - (reads.at[pair.a] ?? 0) > rules.longestStretch;
  return isLong ? Math.max(said, belief.estimated) : said;
}

/** Whether every read is later than the one before and not lower, and none leaps: nearly every meter, nearly always. */
export function isRising(reads: Pick<RegisterReads, 'at' | 'counts'>, length = reads.at.length): boolean {
  const { at, counts } = reads;
  for (let next = 1; next < length; next += 1) {
    const [from, to] = [at[next - 1] ?? 0, at[next] ?? 0];
    const rise = (counts[next] ?? 0) - (counts[next - 1] ?? 0);
    if (!(to > from) || !(rise >= 0) || isTooMuch({ from, to, counts: rise })) return false;
  }
  return true;
}

function brokenRegister(reads: RegisterReads, a: number, b: number): Problem {
  const [from, to] = [reads.counts[a] ?? 0, reads.counts[b] ?? 0];
  const moment = Temporal.Instant.fromEpochMilliseconds(Math.trunc((reads.at[b] ?? 0) * 1000));
  return {
    code: to < from ? 'metering.register-went-back' : 'metering.register-leaps',
    params: { serial: reads.serial, from, to, on: `${moment.toString().slice(0, 16)}Z` },
  };
}
