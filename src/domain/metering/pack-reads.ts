import { lengthOfNumber, readNumber, writeNumber } from './pack-day.ts';
import { emptyReads, type Reads } from './reads.ts';

/*
 * Reads off the hour, with holes, or of several imports, one after the other as variable-length numbers: the moment since
 * the read before in seconds; the interval's length in seconds times 4 plus the belief; the count, of a register since the
 * register before, folded so that small negative numbers are small (zigzag). About 5 bytes a read of a register.
 */
const longest = 8 * 3;

export function packReads({ at, seconds, counts, believed }: Reads): Uint8Array {
  const bytes = new Uint8Array(8 + at.length * longest);
  let end = writeNumber(bytes, 0, at.length);
  let [moment, register] = [0, 0];
  for (let index = 0; index < at.length; index++) {
    const length = seconds[index] ?? 0;
    const count = counts[index] ?? 0;
    end = writeNumber(bytes, end, (at[index] ?? 0) - moment);
    end = writeNumber(bytes, end, length * 4 + (believed[index] ?? 0));
    end = writeNumber(bytes, end, folded(length === 0 ? count - register : count));
    moment = at[index] ?? 0;
    if (length === 0) register = count;
  }
  return bytes.slice(0, end);
}

export function unpackReads(packed: Uint8Array): Reads {
  let place = 0;
  const next = (): number => {
    const number = readNumber(packed, place);
    place += lengthOfNumber(packed, place);
    return number;
  };
  const length = next();
  const reads = emptyReads(length);
  let [moment, register] = [0, 0];
  for (let index = 0; index < length; index++) {
    moment += next();
    const kind = next();
    const count = unfolded(next());
    reads.at[index] = moment;
    reads.seconds[index] = Math.floor(kind / 4);
    reads.believed[index] = kind % 4;
    if (kind < 4) register += count;
    reads.counts[index] = kind < 4 ? register : count;
  }
  return reads;
}

/** Zigzag over doubles: counts go up to 2^52, where shifts of 32 bits do not reach. */
const folded = (number: number): number => (number < 0 ? -2 * number - 1 : 2 * number);
const unfolded = (number: number): number => (number % 2 === 0 ? number / 2 : -(number + 1) / 2);
