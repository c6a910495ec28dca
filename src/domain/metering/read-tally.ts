import type { Reads } from './reads.ts';

/** Of the reads that arrived: never said before, said otherwise and now corrected, said already, overtaken by a newer file. */
export interface ReadTally {
  fresh: number;
  changed: number;
  duplicate: number;
  overtaken: number;
}

/** Both are ordered: one walk over the three. */
export function compareReads(
  tally: ReadTally,
  { arrived, before, after }: { arrived: Reads; before: Reads | undefined; after: Reads },
): void {
  let [was, is] = [0, 0];
  for (let index = 0; index < arrived.at.length; index++) {
    if (before === undefined) tally.fresh += 1;
    else {
      was = placeOf(before, was, arrived, index);
      is = placeOf(after, is, arrived, index);
      if (!sameMoment(before, was, arrived, index)) tally.fresh += 1;
      else if (sameSaying(before, was, arrived, index)) tally.duplicate += 1;
      else if (sameSaying(after, is, arrived, index)) tally.changed += 1;
      else tally.overtaken += 1;
    }
  }
}

function placeOf(reads: Reads, from: number, sought: Reads, index: number): number {
  const [at, seconds] = [sought.at[index] ?? 0, sought.seconds[index] ?? 0];
  let place = from;
  while (
    place < reads.at.length &&
    ((reads.at[place] ?? 0) < at || (reads.at[place] === at && (reads.seconds[place] ?? 0) < seconds))
  ) {
    place += 1;
  }
  return place;
}

const sameMoment = (one: Reads, a: number, other: Reads, b: number): boolean =>
  one.at[a] === other.at[b] && one.seconds[a] === other.seconds[b];

const sameSaying = (one: Reads, a: number, other: Reads, b: number): boolean =>
  one.counts[a] === other.counts[b] && one.believed[a] === other.believed[b];
