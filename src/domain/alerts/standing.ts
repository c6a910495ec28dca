import { isAfter } from '../kernel/index.ts';
import type { Episode } from './episode.ts';

/** What the customer said about an alert, the newest word of each alert. */
export interface Resolution {
  /** `fixed`, or `expected`: it is use they know about (a pool filled, somebody at home), no leak. */
  readonly kind: 'fixed' | 'expected';
  /** From when it should have stopped. */
  readonly since: Temporal.Instant;
}

/** The utility's rules of alerts. */
export interface AlertRules {
  /** A leak seen again within this many days is the same alert. */
  readonly comesBackWithinDays: number;
  /** Hours of reads without it, after which it has stopped by itself. */
  readonly stoppedAfterHours: number;
  /** A leak that has come back is told to have stopped only after so many days without it: it may come and go. */
  readonly quietDays: number;
  /** Hours of reads without it, after which a repair is proven. */
  readonly fixCheckedHours: number;
  /** Days of running after which somebody is told again, ascending. */
  readonly progressDays: readonly number[];
}

/**
 * Where an alert stands: `running`, `running-after-fix` (they said fixed; the meter says no), `checking` (said fixed, reads
 * do not reach far enough to know), `fixed`, `stopped` by itself, or `expected`.
 */
export type Standing = 'running' | 'running-after-fix' | 'checking' | 'fixed' | 'stopped' | 'expected';

/** A tap closed at ten minutes past leaves the hour running: an hour that was under way says nothing. */
const hoursOfGrace = 2;

/**
 * Follows from facts alone.
 *
 * @param readsThrough the end of the last hour of which the meter's use is known
 */
export function standingOf(
  { lastSeen }: Pick<Episode, 'lastSeen'>,
  {
    resolution,
    readsThrough,
  }: { readonly resolution?: Resolution | undefined; readonly readsThrough: Temporal.Instant },
  rules: Pick<AlertRules, 'stoppedAfterHours' | 'fixCheckedHours'>,
): Standing {
  if (resolution?.kind === 'expected') return 'expected';
  if (resolution !== undefined) {
    const { since } = resolution;
    if (isAfter(lastSeen, since.add({ hours: hoursOfGrace }))) {
      // It ran on after the repair; whether it stopped since is told by the reads, as without a word.
      return hoursBetween(lastSeen, readsThrough) >= rules.stoppedAfterHours ? 'stopped' : 'running-after-fix';
    }
    return hoursBetween(since, readsThrough) >= rules.fixCheckedHours ? 'fixed' : 'checking';
  }
  return hoursBetween(lastSeen, readsThrough) >= rules.stoppedAfterHours ? 'stopped' : 'running';
}

/** Whether water may be running by itself still: what the customer's home shows first. */
export const isOpen = (standing: Standing): boolean =>
  standing === 'running' || standing === 'running-after-fix' || standing === 'checking';

const hoursBetween = (from: Temporal.Instant, to: Temporal.Instant): number => from.until(to).total('hours');
