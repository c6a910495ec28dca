import {
  type Exact,
  isAfter,
  isBefore,
  isOnOrAfter,
  laterOf,
  ok,
  type Problem,
  type Result,
  refused,
} from '../kernel/index.ts';
import {
  countsOf,
  type EstimatedRead,
  estimateRead,
  type Installation,
  openingRead,
  type ReadWindow,
  type RegisterRead,
  type RegisterUse,
  readInWindow,
  registerUse,
  stretchOf,
  volumeUsed,
} from '../metering/index.ts';
import type { ServicePointToBill } from './account-to-bill.ts';
import { isDoubtful } from './doubtful-read.ts';

/** Days before the end of a period in which a read still closes it. */
export const readWindowDays = 10;

export interface MeterEstimate {
  readonly meterSerial: string;
  readonly read: EstimatedRead;
}

export interface ServicePointReading {
  readonly uses: readonly RegisterUse[];
  readonly estimates: readonly MeterEstimate[];
}

export interface Span {
  readonly start: Temporal.PlainDate;
  readonly through: Temporal.PlainDate;
  /** False where the account can wait for the next cycle: then a missing read is `metering.no-read-in-window`. */
  readonly mayEstimate: boolean;
  /** The account ends on the last day. */
  readonly isLast?: boolean;
}

/**
 * The use of each meter of a service point, with an estimate where nobody read one by the end. A meter that came after the
 * period, or came in its last days in place of another and was not read yet, is on the next bill.
 */
export function readServicePoint(point: ServicePointToBill, span: Span): Result<ServicePointReading, Problem> {
  const serving = point.installations.filter(({ installed }) => isBefore(installed.on, span.through));
  if (serving.length === 0) return refused({ code: 'metering.no-meter' });
  const window = windowOf(span);
  const isLeft = span.isLast === true ? undefined : leftForNext(serving, window);
  const readings: MeterReading[] = [];
  for (const installation of serving) {
    if (installation === isLeft?.later) continue;
    const known = installation === isLeft?.earlier ? withoutRemoval(installation, window) : installation;
    const reading = readMeter(known, { ...span, window }, { beside: readings.map(({ use }) => use) });
    if (!reading.ok) return reading;
    readings.push(reading.value);
  }
  return ok({
    uses: readings.map(({ use }) => use),
    estimates: readings.flatMap(({ use, made }) => made.map((read) => ({ meterSerial: use.register.serial, read }))),
  });
}

const windowOf = ({ start, through, isLast = false }: Span): ReadWindow =>
  // A read of the day the period begins closed the one before.
  ({ after: laterOf(start, through.subtract({ days: readWindowDays })), through, isLast });

/** A meter set in the last days that nobody read yet, with the one it replaced: the earlier closes the period alone. */
function leftForNext(serving: readonly Installation[], window: ReadWindow) {
  const later = serving.at(-1);
  const earlier = serving.at(-2);
  if (later === undefined || earlier?.removed === undefined || later.billedTo !== undefined) return undefined;
  const isUnread = readInWindow(later.reads, window) === undefined && later.removed === undefined;
  const isNew = isAfter(later.installed.on, window.after) && isAfter(earlier.removed.on, window.after);
  return isNew && isUnread ? { later, earlier } : undefined;
}

/** Where the meter was read in the last days and taken out after, the read closes the period. */
function withoutRemoval(installation: Installation, window: ReadWindow): Installation {
  const read = readInWindow(installation.reads, window);
  if (read === undefined) return installation;
  const { removed: _, ...others } = installation;
  return others;
}

interface MeterReading {
  readonly use: RegisterUse;
  /** Its reads that were made up. */
  readonly made: readonly EstimatedRead[];
}

function readMeter(
  installation: Installation,
  { window, ...span }: Span & { readonly window: ReadWindow },
  { beside }: { readonly beside: readonly RegisterUse[] },
): Result<MeterReading, Problem> {
  const stretch = stretchOf(installation, span.start, window);
  if (stretch.ok) {
    const use = signedUse(installation, stretch.value);
    return use.ok ? ok({ use: use.value, made: madeOf(use.value) }) : use;
  }
  const isUnread = stretch.problem.code === 'metering.no-read-in-window';
  if (isUnread && !span.mayEstimate) return stretch;
  if (installation.inDoubt === true && (isUnread || stretch.problem.code === 'metering.no-opening-read')) {
    return refused({ code: 'metering.hours-in-doubt', params: { serial: installation.register.serial } });
  }
  const from = openingRead(installation, span.start);
  if (!isUnread || !from.ok) return stretch;
  const to = closingEstimate(installation, span, { from: from.value, beside });
  if (!to.ok) return to;
  const use = signedUse(installation, { from: from.value, to: to.value });
  return use.ok ? ok({ use: use.value, made: madeOf(use.value) }) : use;
}

/** What the register would show on the last day: as ever, or as the meter before it at this place. */
function closingEstimate(
  installation: Installation,
  { through, isLast }: Span,
  { from, beside }: { readonly from: RegisterRead; readonly beside: readonly RegisterUse[] },
): Result<RegisterRead | EstimatedRead, Problem> {
  const { register, reads } = installation;
  const estimate = estimateRead(register, { from, reads }, through);
  if (estimate.ok) return estimate;
  // Nobody knows how much a day: who leaves within days of a read is billed to it, and the next goes on from there.
  const near =
    isLast === true ? readInWindow(reads, { after: through.subtract({ days: readWindowDays }), through }) : undefined;
  if (near !== undefined && isOnOrAfter(near.on, from.on)) return ok(near);
  const daily = gallonsADay(beside);
  if (daily === undefined) return estimate;
  const count = from.count + countsOf(register, daily.mul(from.on.until(through).days), 'gal');
  return ok({ on: through, count: count % 10 ** register.dials, quality: 'estimated', basis: 'as-the-meter-before' });
}

/** What the meters before it ran a day, of a week at least; a credit for what was billed too much says nothing of it. */
function gallonsADay(beside: readonly RegisterUse[]): Exact | undefined {
  const long = beside.filter(({ from, to, usedCount }) => from.on.until(to.on).days >= 7 && usedCount >= 0);
  const days = long.reduce((sum, { from, to }) => sum + from.on.until(to.on).days, 0);
  return days === 0 ? undefined : volumeUsed(long, 'gal').div(days);
}

/**
 * The use between two reads. Where a bill ended with an estimate, or with a read that was corrected since, a lower count
 * takes back what was billed too much.
 */
function signedUse(
  installation: Installation,
  { from, to }: Pick<RegisterUse, 'from' | 'to'>,
): Result<RegisterUse, Problem> {
  const { register, billedTo, handedOver } = installation;
  const use = registerUse({ register, from, to });
  if (use.ok || use.problem.code !== 'metering.negative-use') return use;
  if (billedTo === from && isDoubtful(installation)) {
    return ok({ register, from, to, usedCount: to.count - from.count, rolledOver: false });
  }
  if (handedOver === from && from.quality === 'estimated') {
    const params = { serial: register.serial, from: from.count, to: to.count, on: from.on.toString() };
    return refused({ code: 'billing.handed-over-too-high', params });
  }
  return use;
}

const madeOf = ({ from, to }: RegisterUse): readonly EstimatedRead[] =>
  [from, to].filter((read): read is EstimatedRead => 'basis' in read);
