import { daysIn, isAfter, isOnOrAfter, isOnOrBefore, ok, type Problem, type Result, refused } from '../kernel/index.ts';
import { type CountedMeter, countOnDay } from './count-on-day.ts';
import type { EstimatedRead } from './estimate-read.ts';
import type { MeteringProblemCode } from './problems.ts';
import type { RegisterRead } from './register-read.ts';
import type { RegisterStretch } from './register-use.ts';

/** A meter at a service point, from its installation to its removal, with the reads that stand. */
export interface Installation extends CountedMeter {
  /** Its hours wait for an analyst: no read can be made from them. */
  readonly inDoubt?: boolean;
  /** Where the last bill left off, if this meter was on it: every count is billed once, estimated or corrected or not. */
  readonly billedTo?: RegisterRead;
  /** Set in the days of the last bill, which had no read of it: its first count is still to be billed. */
  readonly neverBilled?: boolean;
  /** What the final bill of who was served before ended with, if that was on the day this account begins. */
  readonly handedOver?: RegisterRead;
  /** What the first bill of who is served after began with, if that was on the day this account ends. */
  readonly takenOver?: RegisterRead;
}

/** The days in which a read may close a period. */
export interface ReadWindow {
  readonly after: Temporal.PlainDate;
  readonly through: Temporal.PlainDate;
  /** The account ends on the last of them, so the count of that very day closes it. */
  readonly isLast?: boolean;
}

/** The stretch of one installation in a period that begins on `start`; no closing read is `metering.no-read-in-window`. */
export function stretchOf(
  installation: Installation,
  start: Temporal.PlainDate,
  closing: ReadWindow,
): Result<RegisterStretch, Problem<MeteringProblemCode>> {
  const from = openingRead(installation, start);
  if (!from.ok) return from;
  const to = closingRead(installation, closing);
  const { register } = installation;
  if (to === undefined) {
    const params = { serial: register.serial, through: closing.through.toString() };
    return refused({ code: 'metering.no-read-in-window', params });
  }
  return ok({ register, from: from.value, to });
}

/** How many days a read may be away from the day an occupancy begins and still open it, where none lies on its other side. */
const openingToleranceDays = 5;

/**
 * Where the stretch begins: what was billed to, else the meter's own first count, else the count that closed the account
 * before, else that of the day, from whatever is known about it.
 */
export function openingRead(
  installation: Installation,
  start: Temporal.PlainDate,
): Result<RegisterRead | EstimatedRead, Problem<MeteringProblemCode>> {
  const { register, installed, reads, billedTo, neverBilled, handedOver } = installation;
  if (billedTo !== undefined) return ok(billedTo);
  if (neverBilled === true || isOnOrAfter(installed.on, start)) return ok({ ...installed, quality: 'measured' });
  if (handedOver !== undefined) return ok(handedOver);
  const counted = countOnDay(installation, start);
  if (counted !== undefined) return ok(counted);
  const awayFromStart = (read: RegisterRead) => Math.abs(daysIn({ start: read.on, end: start }));
  const nearest = [{ ...installed, quality: 'measured' as const }, ...reads]
    .filter((read) => awayFromStart(read) <= openingToleranceDays)
    .toSorted((a, b) => awayFromStart(a) - awayFromStart(b))[0];
  if (nearest !== undefined) return ok(nearest);
  return refused({ code: 'metering.no-opening-read', params: { serial: register.serial, on: start.toString() } });
}

function closingRead(installation: Installation, { after, through, isLast }: ReadWindow): RegisterRead | undefined {
  const { removed, reads, takenOver } = installation;
  if (removed !== undefined && isOnOrBefore(removed.on, through)) {
    return { ...removed, quality: 'measured' };
  }
  if (isLast === true) return takenOver ?? countOnDay(installation, through);
  return readInWindow(reads, { after, through });
}

/** The last read of a window. */
export const readInWindow = (
  reads: readonly RegisterRead[],
  { after, through }: ReadWindow,
): RegisterRead | undefined => reads.findLast(({ on }) => isAfter(on, after) && isOnOrBefore(on, through));
