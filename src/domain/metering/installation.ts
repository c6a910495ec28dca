import { isAfter, isOnOrAfter, isOnOrBefore, ok, type Problem, type Result, refused } from '../kernel/index.ts';
import type { MeteringProblemCode } from './problems.ts';
import type { Register } from './register.ts';
import type { RegisterRead } from './register-read.ts';
import type { RegisterStretch } from './register-use.ts';

/** A meter at a service point, from its installation to its removal, with the reads that stand. */
export interface Installation {
  readonly register: Register;
  readonly installed: { readonly on: Temporal.PlainDate; readonly count: number };
  readonly removed?: { readonly on: Temporal.PlainDate; readonly count: number };
  /** By day. */
  readonly reads: readonly RegisterRead[];
  /** Its hours wait for an analyst: no read can be made from them. */
  readonly inDoubt?: boolean;
  /** Where the last bill left off, if this meter was on it: every count is billed once, estimated or corrected or not. */
  readonly billedTo?: RegisterRead;
}

/** The days in which a read may close a period, and in which one may open the first period of an occupancy. */
export interface ReadWindow {
  readonly after: Temporal.PlainDate;
  readonly through: Temporal.PlainDate;
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

/** How many days a read may be away from the day an occupancy begins and still open it. */
const openingToleranceDays = 5;

/** Where the stretch begins: what was billed to, else the meter's own first count, else the read nearest the move-in. */
export function openingRead(
  { register, installed, reads, billedTo }: Installation,
  start: Temporal.PlainDate,
): Result<RegisterRead, Problem<MeteringProblemCode>> {
  if (billedTo !== undefined) return ok(billedTo);
  if (isOnOrAfter(installed.on, start)) return ok({ ...installed, quality: 'measured' });
  const awayFromStart = (read: RegisterRead) => Math.abs(read.on.until(start, { largestUnit: 'days' }).days);
  const nearest = [{ ...installed, quality: 'measured' as const }, ...reads]
    .filter((read) => awayFromStart(read) <= openingToleranceDays)
    .toSorted((a, b) => awayFromStart(a) - awayFromStart(b))[0];
  if (nearest !== undefined) return ok(nearest);
  return refused({ code: 'metering.no-opening-read', params: { serial: register.serial, on: start.toString() } });
}

function closingRead({ removed, reads }: Installation, { after, through }: ReadWindow): RegisterRead | undefined {
  if (removed !== undefined && isOnOrBefore(removed.on, through)) {
    return { ...removed, quality: 'measured' };
  }
  return reads.findLast(({ on }) => isAfter(on, after) && isOnOrBefore(on, through));
}
