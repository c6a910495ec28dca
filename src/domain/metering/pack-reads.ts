import { lengthOfNumber, readNumber, writeNumber } from './pack-day.ts';
import { emptyReads, type Reads } from './reads.ts';

/*
 * Reads off the hour, with holes, or of several imports, one after the other as variable-length numbers: the moment since
 * the read before in seconds; the interval's length in seconds times 4 plus the belief; the count, of a register since the
 * register before, folded so that small negative numbers are small (zigzag). About 5 bytes a read of a register.
 */
const longest = 8 * 3;

/** Bytes that so many reads never go beyond. */
export const longestPackedReads = (reads: number): number => 8 + reads * longest;

export function packReads(reads: Reads): Uint8Array {
  const { length } = reads.at;
  const bytes = new Uint8Array(longestPackedReads(length));
  return bytes.slice(0, packReadsInto(bytes, 0, { reads, from: 0, to: length }));
}

/** Packs the reads from `from` to before `to` into the bytes from `begin` on, and returns where they end. */
export function packReadsInto(
  bytes: Uint8Array,
  begin: number,
  { reads, from, to }: { readonly reads: Reads; readonly from: number; readonly to: number },
): number {
  const { at, seconds, counts, believed } = reads;
  let end = writeNumber(bytes, begin, to - from);
  let [moment, register] = [0, 0];
  for (let index = from; index < to; index++) {
    const length = seconds[index] ?? 0;
    const count = counts[index] ?? 0;
    end = writeNumber(bytes, end, (at[index] ?? 0) - moment);
    end = writeNumber(bytes, end, length * 4 + (believed[index] ?? 0));
    end = writeNumber(bytes, end, folded(length === 0 ? count - register : count));
    moment = at[index] ?? 0;
    if (length === 0) register = count;
  }
  return end;
}

export function unpackReads(packed: Uint8Array): Reads {
  const reads = emptyReads(readNumber(packed, 0));
  unpackReadsInto(packed, reads, 0);
  return reads;
}

/** Unpacks into columns from `begin` on, and returns where the reads end there; −1 where there is no room for them. */
export function unpackReadsInto(packed: Uint8Array, into: Reads, begin: number): number {
  const end = begin + readNumber(packed, 0);
  if (end > into.at.length) return -1;
  let place = lengthOfNumber(packed, 0);
  let [moment, register] = [0, 0];
  for (let index = begin; index < end; index++) {
    moment += readNumber(packed, place);
    place += lengthOfNumber(packed, place);
    const kind = readNumber(packed, place);
    place += lengthOfNumber(packed, place);
    const count = unfolded(readNumber(packed, place));
    place += lengthOfNumber(packed, place);
    into.at[index] = moment;
    into.seconds[index] = Math.floor(kind / 4);
    into.believed[index] = kind % 4;
    if (kind < 4) register += count;
    into.counts[index] = kind < 4 ? register : count;
  }
  return end;
}

/** Zigzag over doubles: counts go up to 2^52, where shifts of 32 bits do not reach. */
const folded = (number: number): number => (number < 0 ? -2 * number - 1 : 2 * number);
const unfolded = (number: number): number => (number % 2 === 0 ? number / 2 : -(number + 1) / 2);
