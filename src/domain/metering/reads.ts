import { belief } from './apportion.ts';
import { columnMemory } from './column-memory.ts';

/**
 * Reads of one meter as columns, by ascending moment, each moment once a length: a register (`seconds` 0) or the use of
 * the interval of that many seconds that ends there.
 */
export interface Reads {
  /** Epoch seconds. */
  readonly at: Float64Array;
  readonly seconds: Float64Array;
  /** Counts of the meter's interval channel: of the register, or of the interval's use. */
  readonly counts: Float64Array;
  /** `belief` of each read as its feed marks it. */
  readonly believed: Uint8Array;
}

/** What one import says about one local day: the reads that close its hours. */
export interface Said {
  readonly importId: number;
  /** The lines of the file between which they stand. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly reads: Reads;
}

/** Columns to fill. */
export function emptyReads(length: number): Reads {
  const { buffer, offset } = columnMemory(length * 25);
  return {
    at: new Float64Array(buffer, offset, length),
    seconds: new Float64Array(buffer, offset + length * 8, length),
    counts: new Float64Array(buffer, offset + length * 16, length),
    believed: new Uint8Array(buffer, offset + length * 24, length),
  };
}

const noReads = emptyReads(0);

/** Which of two reads of one moment and length stands, where nothing else tells: the better believed, else the larger. */
function beats(reads: Reads, one: number, other: number): boolean {
  const [a, b] = [reads.believed[one] ?? 0, reads.believed[other] ?? 0];
  return a === b ? (reads.counts[one] ?? 0) > (reads.counts[other] ?? 0) : a < b;
}

/**
 * Unsorted columns in order, each moment once. A file that says two things of one moment has one answer whatever the
 * order of its lines: the better believed read, else the larger.
 */
export function orderedReads(reads: Reads): Reads {
  const { at, seconds } = reads;
  let isOrdered = true;
  for (let index = 1; index < at.length && isOrdered; index++) {
    const [before, now] = [at[index - 1] ?? 0, at[index] ?? 0];
    isOrdered = before < now || (before === now && (seconds[index - 1] ?? 0) < (seconds[index] ?? 0));
  }
  if (isOrdered) return reads;
  const order = Uint32Array.from(at.keys()).sort(
    (one, other) =>
      (at[one] ?? 0) - (at[other] ?? 0) ||
      (seconds[one] ?? 0) - (seconds[other] ?? 0) ||
      (beats(reads, one, other) ? 1 : beats(reads, other, one) ? -1 : 0),
  );
  return picked(
    reads,
    order.filter((index, place) => {
      const next = order[place + 1];
      return next === undefined || at[index] !== at[next] || seconds[index] !== seconds[next];
    }),
  );
}

/** Two reads of one moment and length that say something else, and where they stand in their columns. */
export interface DifferingReads {
  readonly at: number;
  readonly seconds: number;
  readonly kept: number;
  readonly other: number;
  readonly keptIndex: number;
  readonly otherIndex: number;
}

/**
 * Reads of one source that contradict each other: as well believed, of one moment and length, and of another value. An
 * estimate beside what was measured contradicts nothing.
 */
export function readsThatDiffer(parts: readonly Reads[]): DifferingReads[] {
  const all = parts.length === 1 ? (parts[0] ?? noReads) : joined(parts);
  const { at, seconds, counts, believed } = all;
  const best = new Map<string, number>();
  const found: DifferingReads[] = [];
  for (const index of at.keys()) {
    const key = `${at[index]} ${seconds[index]}`;
    const before = best.get(key);
    if (before === undefined) {
      best.set(key, index);
      continue;
    }
    const [keptIndex, otherIndex] = beats(all, index, before) ? [index, before] : [before, index];
    best.set(key, keptIndex);
    const [kept, other] = [counts[keptIndex] ?? 0, counts[otherIndex] ?? 0];
    if (kept === other || believed[keptIndex] !== believed[otherIndex]) continue;
    found.push({ at: at[index] ?? 0, seconds: seconds[index] ?? 0, kept, other, keptIndex, otherIndex });
  }
  return found;
}

/**
 * What several imports together say, the newest last: of one moment and length the newest import's read stands. The
 * outcome does not depend on the order in which the imports came, only on their rank.
 */
export function mergedReads(oldestFirst: readonly Reads[]): Reads {
  const [only] = oldestFirst;
  if (only === undefined) return noReads;
  if (oldestFirst.length === 1) return only;
  const following = followingInTime(oldestFirst);
  if (following !== undefined) return joined(following);
  const all = joined(oldestFirst);
  const { at, seconds } = all;
  // A stable sort keeps the newest of equals last.
  const order = [...at.keys()].sort(
    (one, other) => (at[one] ?? 0) - (at[other] ?? 0) || (seconds[one] ?? 0) - (seconds[other] ?? 0) || one - other,
  );
  return picked(
    all,
    Uint32Array.from(
      order.filter((index, place) => {
        const next = order[place + 1];
        return next === undefined || at[index] !== at[next] || seconds[index] !== seconds[next];
      }),
    ),
  );
}

/** The parts in the order of their moments where each ends before the next begins, as two nights of a feed do. */
function followingInTime(parts: readonly Reads[]): readonly Reads[] | undefined {
  const inOrder = parts.filter(({ at }) => at.length > 0).sort((one, other) => (one.at[0] ?? 0) - (other.at[0] ?? 0));
  const isAfter = ({ at }: Reads, place: number) => place === 0 || (inOrder[place - 1]?.at.at(-1) ?? 0) < (at[0] ?? 0);
  return inOrder.every(isAfter) ? inOrder : undefined;
}

/** Columns laid end to end, in the order given; pieces that lie side by side already are not copied. */
export function joined(parts: readonly Reads[]): Reads {
  const [first] = parts;
  if (first === undefined) return noReads;
  if (parts.every((part, place) => place === 0 || follows(parts[place - 1] ?? part, part))) {
    const length = parts.reduce((sum, part) => sum + part.at.length, 0);
    return {
      at: new Float64Array(first.at.buffer, first.at.byteOffset, length),
      seconds: new Float64Array(first.seconds.buffer, first.seconds.byteOffset, length),
      counts: new Float64Array(first.counts.buffer, first.counts.byteOffset, length),
      believed: new Uint8Array(first.believed.buffer, first.believed.byteOffset, length),
    };
  }
  const length = parts.reduce((sum, part) => sum + part.at.length, 0);
  const all = emptyReads(length);
  let place = 0;
  for (const part of parts) {
    all.at.set(part.at, place);
    all.seconds.set(part.seconds, place);
    all.counts.set(part.counts, place);
    all.believed.set(part.believed, place);
    place += part.at.length;
  }
  return all;
}

/** Whether all four columns of `other` begin where those of `one` end. */
const follows = (one: Reads, other: Reads): boolean =>
  (['at', 'seconds', 'counts', 'believed'] as const).every(
    (column) =>
      one[column].buffer === other[column].buffer &&
      one[column].byteOffset + one[column].byteLength === other[column].byteOffset,
  );

export const slicedReads = (reads: Reads, from: number, to: number): Reads => ({
  at: reads.at.subarray(from, to),
  seconds: reads.seconds.subarray(from, to),
  counts: reads.counts.subarray(from, to),
  believed: reads.believed.subarray(from, to),
});

function picked(reads: Reads, indices: Uint32Array): Reads {
  const some = emptyReads(indices.length);
  for (let place = 0; place < indices.length; place++) {
    const index = indices[place] ?? 0;
    some.at[place] = reads.at[index] ?? 0;
    some.seconds[place] = reads.seconds[index] ?? 0;
    some.counts[place] = reads.counts[index] ?? 0;
    some.believed[place] = reads.believed[index] ?? belief.measured;
  }
  return some;
}

/** Only the registers, or only the intervals. Nearly every meter has but one kind, and is not copied. */
export function readsOfKind(reads: Reads, kind: 'register' | 'interval'): Reads {
  const { seconds } = reads;
  let ofKind = 0;
  for (let index = 0; index < seconds.length; index++) if ((seconds[index] === 0) === (kind === 'register')) ofKind++;
  if (ofKind === seconds.length) return reads;
  if (ofKind === 0) return noReads;
  return picked(
    reads,
    Uint32Array.from(seconds.keys()).filter((index) => (seconds[index] === 0) === (kind === 'register')),
  );
}
