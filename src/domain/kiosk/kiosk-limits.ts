import { isOnOrAfter } from '../kernel/index.ts';

/** How long things last at the computer in the lobby. */
export const kioskLimits = {
  /** A visit, however busy. */
  visitMinutes: 15,
  /** Without a sign of the visitor, the visit is over. */
  idleSeconds: 90,
  /** The last part of both, in which the screen counts down. */
  warningSeconds: 30,
  /** What the server allows beside it: the browser tells about a sign at most every five seconds, and its word has a way to go. */
  lateSeconds: 10,
  /** An administrator walks from the desk to the computer. */
  enrolmentMinutes: 15,
} as const;

/** A visit while it runs. */
interface RunningVisit {
  readonly beganAt: Temporal.Instant;
  readonly lastActiveAt: Temporal.Instant;
}

/** When the visit ends, whatever the visitor does. */
export const visitEndsAt = ({ beganAt }: Pick<RunningVisit, 'beganAt'>): Temporal.Instant =>
  beganAt.add({ minutes: kioskLimits.visitMinutes });

/** Why a visit that nobody ended is over at `now`; undefined while it runs. */
export function visitOver(visit: RunningVisit, now: Temporal.Instant): 'ran-out' | 'idle' | undefined {
  if (isOnOrAfter(now, visitEndsAt(visit))) return 'ran-out';
  const idle = visit.lastActiveAt.until(now).total('seconds');
  return idle > kioskLimits.idleSeconds + kioskLimits.lateSeconds ? 'idle' : undefined;
}
