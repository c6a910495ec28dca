import { unpackReads } from './pack-reads.ts';
import type { Said } from './reads.ts';
import type { KnownDay } from './settle-meter.ts';
import type { StandingDay } from './standing-day.ts';

/** What one import said about a day, as it is stored. */
export interface PackedSaid extends Omit<Said, 'reads'> {
  readonly packed: Uint8Array;
}

/** A day as it is stored: unpacked only where the short ways of `wholeDays` and `risingDays` do not lead. */
export interface StoredDay {
  readonly day: number;
  readonly standing?: StandingDay;
  readonly said: readonly PackedSaid[];
}

export const unpackedDay = (stored: StoredDay): KnownDay => ({
  ...stored,
  said: stored.said.map(({ packed, ...said }) => ({ ...said, reads: unpackReads(packed) })),
});
