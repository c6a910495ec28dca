export type ReadQuality = 'measured' | 'estimated' | 'customer';

/** What a register showed on a day. */
export interface RegisterRead {
  readonly on: Temporal.PlainDate;
  readonly count: number;
  readonly quality: ReadQuality;
}

/** A read as it was kept: a correction is a new read that names the one it supersedes. */
export interface KeptRead extends RegisterRead {
  readonly id: number;
  readonly supersedesId?: number;
}

/** The reads that stand: those that no correction superseded, by day; of two of one day, the measured or the later kept. */
export function standingReads(kept: readonly KeptRead[]): readonly KeptRead[] {
  const superseded = new Set(kept.map((read) => read.supersedesId));
  const byDay = new Map<string, KeptRead>();
  for (const read of kept.toSorted((a, b) => a.id - b.id)) {
    if (superseded.has(read.id)) continue;
    const sameDay = byDay.get(read.on.toString());
    const keepsFormer = sameDay !== undefined && sameDay.quality !== 'estimated' && read.quality === 'estimated';
    if (!keepsFormer) byDay.set(read.on.toString(), read);
  }
  return [...byDay.values()].toSorted((a, b) => Temporal.PlainDate.compare(a.on, b.on));
}
