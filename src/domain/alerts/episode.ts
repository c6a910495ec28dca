import { earlierOf, laterOf } from '../kernel/index.ts';
import { type EpisodeKind, familyOf } from './alert-kind.ts';

/** What one local day of an episode took, as the scan of `seenAt` calculated it. */
export interface DayLoss {
  readonly day: Temporal.PlainDate;
  /** A statistic, in gallons. */
  readonly gallons: number;
  readonly seenAt: Temporal.Instant;
}

/** Water that runs, or fails to run, for a while. What one scan finds of it has the same shape as all of it. */
export interface Episode {
  readonly kind: EpisodeKind;
  /** The beginning of the first hour of it. */
  readonly began: Temporal.Instant;
  /** The end of the last hour in which it was seen. */
  readonly lastSeen: Temporal.Instant;
  /** How fast it ran recently. */
  readonly gallonsAnHour: number;
  /** When that rate was calculated. */
  readonly seenAt: Temporal.Instant;
  /** By day, in order; no day twice. */
  readonly days: readonly DayLoss[];
}

const { compare } = Temporal.Instant;

/**
 * Two looks at one episode. The later scan knows a day better (late and corrected reads reached it), so its word on that
 * day stands; of two scans at one moment the larger. A burst stays a burst, and a leak a leak whatever hose runs with it.
 */
export function mergeEpisodes(a: Episode, b: Episode): Episode {
  if (familyOf(a.kind) !== familyOf(b.kind)) throw new RangeError(`a ${a.kind} and a ${b.kind} are not one episode`);
  const newer = newerRate(a, b);
  const days = new Map(a.days.map((loss) => [loss.day.toString(), loss]));
  for (const loss of b.days) {
    const known = days.get(loss.day.toString());
    days.set(loss.day.toString(), known === undefined ? loss : newerLoss(known, loss));
  }
  return {
    kind: worseOf(a.kind, b.kind),
    began: earlierOf(a.began, b.began),
    lastSeen: laterOf(a.lastSeen, b.lastSeen),
    gallonsAnHour: newer.gallonsAnHour,
    seenAt: newer.seenAt,
    days: [...days.values()].toSorted((one, other) => Temporal.PlainDate.compare(one.day, other.day)),
  };
}

const worseOf = (a: EpisodeKind, b: EpisodeKind): EpisodeKind => (a === 'burst' || b === 'hose' ? a : b);

const newerLoss = (a: DayLoss, b: DayLoss): DayLoss =>
  (compare(a.seenAt, b.seenAt) || a.gallons - b.gallons) >= 0 ? a : b;

const newerRate = (a: Episode, b: Episode): Episode =>
  (compare(a.seenAt, b.seenAt) || a.gallonsAnHour - b.gallonsAnHour) >= 0 ? a : b;

/** Gallons lost in all, as far as is known. */
export const lossOf = (episode: Pick<Episode, 'days'>): number =>
  episode.days.reduce((total, { gallons }) => total + gallons, 0);

export const hoursRun = ({ began, lastSeen }: Pick<Episode, 'began' | 'lastSeen'>): number =>
  began.until(lastSeen).total('hours');
