import { dayNumber } from '../kernel/index.ts';

/** `hourly`: made from the hours of the meter, all of them measured. */
export type ReadQuality = 'measured' | 'hourly' | 'estimated' | 'customer';

/** What a register showed on a day. */
export interface RegisterRead {
  readonly on: Temporal.PlainDate;
  readonly count: number;
  readonly quality: ReadQuality;
  /** Where it was made from hours. */
  readonly fromHours?: ReadFromHours;
}

/** What a read that was made from hours was made of. */
export interface ReadFromHours {
  /** The hours since the read it goes on from. */
  readonly hours: number;
  /** Those of them that were estimated, doubted or missing. */
  readonly estimated: number;
  /** The part of a count that ran beyond the whole ones, as a fraction such as `3/10`. */
  readonly carried: string;
}

/** A read as it was kept: a correction is a new read that names the one it supersedes. */
export interface KeptRead extends RegisterRead {
  readonly id: number;
  readonly supersedesId?: number;
}

/** As nearly all come: a read of a day after the one before it that corrects nothing. */
const isLater = ({ on, supersedesId }: KeptRead, before: KeptRead | undefined): boolean =>
  supersedesId === undefined && (before === undefined || dayNumber(before.on) < dayNumber(on));

/** The reads that stand: those that no correction superseded, by day; of two of one day, the measured or the later kept. */
export function standingReads<Read extends KeptRead>(kept: readonly Read[]): readonly Read[] {
  if (kept.every((read, at) => isLater(read, kept[at - 1]))) return kept;
  const superseded = new Set(kept.map((read) => read.supersedesId));
  const byDay = new Map<number, Read>();
  for (const read of kept.toSorted((a, b) => a.id - b.id)) {
    if (superseded.has(read.id)) continue;
    const day = dayNumber(read.on);
    const sameDay = byDay.get(day);
    const keepsFormer = sameDay !== undefined && sameDay.quality !== 'estimated' && read.quality === 'estimated';
    if (!keepsFormer) byDay.set(day, read);
  }
  return [...byDay].toSorted(([a], [b]) => a - b).map(([, read]) => read);
}
