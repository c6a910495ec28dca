import { belief, isTooMuch, longestMeasured } from './apportion.ts';

/** Water that ran from one moment to another, in counts: of a read, or of the part of its time that others leave it. */
export interface Piece {
  /** Epoch seconds. */
  readonly from: number;
  readonly to: number;
  readonly counts: number;
  /** One of `belief`. */
  readonly believed: number;
}

/** By time, none over another. */
export type Pieces = readonly Piece[];

/** What becomes of a piece that is laid over others. */
export interface LaidOver {
  /** What is added to the others, in the time they leave; together with what they say about it the piece's own counts. */
  readonly pieces: Pieces;
  /** Seconds of its time that others had already, and that are none of its own. */
  readonly beside: number;
  /** Where it says something else than they do and they leave it no time. */
  readonly differs?: { readonly kept: number; readonly other: number };
}

export interface Laying {
  /** Less time than this is none. */
  readonly jitter: number;
  /**
   * Of the others' counts those that are in the piece's too: `held`, of the others that lie within it; `all`, of any other
   * the part that lies within (the register and the intervals of a meter are the same water).
   */
  readonly shares: 'held' | 'all';
}

export function laidOver(others: Pieces, piece: Piece, { jitter, shares }: Laying): LaidOver {
  const { from, to, counts, believed } = piece;
  let [held, doubtful, beside, taken] = [0, 0, 0, 0];
  const free: { from: number; to: number }[] = [];
  let past = from;
  for (let index = firstAfter(others, from); index < others.length; index++) {
    const other = others[index];
    if (other === undefined || other.from >= to) break;
    const [begin, end] = [Math.max(other.from, from), Math.min(other.to, to)];
    const isWithin = other.from >= from - jitter && other.to <= to + jitter;
    if (shares === 'all' && !(other.from >= from && other.to <= to)) {
      held += countsWithin(other, begin, end);
      doubtful += Math.abs(other.counts);
    } else if (isWithin) held += other.counts;
    else beside += end - begin;
    taken += end - begin;
    if (begin > past) free.push({ from: past, to: begin });
    past = Math.max(past, end);
  }
  if (past < to) free.push({ from: past, to });
  if (taken === 0) return { pieces: [piece], beside };
  const rest = counts - held;
  const room = free.reduce((sum, one) => sum + one.to - one.from, 0);
  // Of what lies across its ends nobody knows when it ran.
  const isSame = Math.abs(rest) <= doubtful;
  if (room <= jitter && beside <= jitter) {
    return { pieces: [], beside: 0, ...(isSame ? {} : { differs: { kept: held, other: counts } }) };
  }
  if (room === 0) return { pieces: [], beside: 0, ...(rest === 0 ? {} : { differs: { kept: held, other: counts } }) };
  if (rest < 0 && counts >= 0) {
    const pieces = shareOver(free, { counts: 0, believed: Math.max(believed, belief.suspect) });
    return { pieces, beside, ...(isSame ? {} : { differs: { kept: held, other: counts } }) };
  }
  // Where others hold a part, the time that they leave may be short enough to measure.
  const isRough = room > longestMeasured || beside > jitter || doubtful > 0;
  const asBelieved = isRough ? Math.max(believed, belief.estimated) : believed;
  const shared = shareOver(free, { counts: rest, believed: asBelieved });
  if (shared.some(isTooMuch)) return { pieces: [], beside: 0, differs: { kept: held, other: counts } };
  return { pieces: shared, beside };
}

/** What of a piece ran between two moments within it, rounded so that its parts add up to it. */
function countsWithin({ from, to, counts }: Piece, begin: number, end: number): number {
  const until = (moment: number) => Math.round((counts * (moment - from)) / (to - from));
  return (end >= to ? counts : until(end)) - (begin <= from ? 0 : until(begin));
}

function shareOver(
  free: readonly { readonly from: number; readonly to: number }[],
  { counts, believed }: { readonly counts: number; readonly believed: number },
): Piece[] {
  const room = free.reduce((sum, one) => sum + one.to - one.from, 0);
  let [past, before] = [0, 0];
  return free.map(({ from, to }) => {
    past += to - from;
    const after = past === room ? counts : Math.round((counts * past) / room);
    const piece = { from, to, counts: after - before, believed };
    before = after;
    return piece;
  });
}

/** The first of the pieces that ends after a moment. */
function firstAfter(pieces: Pieces, moment: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.to ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
