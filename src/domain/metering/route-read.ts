import { exact, isAfter, isBefore, type Problem, present } from '../kernel/index.ts';
import type { MeteringProblemCode } from './problems.ts';
import { type Register, volumeOf } from './register.ts';
import { type KeptRead, type RegisterRead, standingReads } from './register-read.ts';
import { registerUse } from './register-use.ts';

/** A meter as a reader finds it: its register, since when and until when it is in service, and every read kept of it. */
export interface MeterOnRoute {
  readonly register: Register;
  readonly installed: { readonly on: Temporal.PlainDate; readonly count: number };
  readonly removedOn?: Temporal.PlainDate;
  readonly kept: readonly KeptRead[];
}

/** What is doubted of a read that was kept. */
export interface ReadDoubt {
  readonly code: 'metering.read-below-last' | 'metering.read-too-high';
  readonly params: Readonly<Record<string, string | number>>;
}

/** What becomes of a read that somebody brings from the meter. */
export type RouteVerdict =
  | { readonly kind: 'keep'; readonly supersedesId?: number; readonly doubt?: ReadDoubt }
  | { readonly kind: 'known' }
  | { readonly kind: 'refused'; readonly problem: Problem<MeteringProblemCode> };

/** So many times what the meter used before is too much to believe. */
const implausibleTimes = 5;
/** And by so many gallons a day: a holiday home that is opened is no misread. */
const implausibleGallonsADay = 150;
/** What is usual is what the meter used in so many days before. */
const usualDays = 420;
/** With fewer days between reads, what is usual is not known. */
const fewestDays = 14;

/**
 * Judges a register read. It is kept unless it cannot be: of a meter that is not in service that day, below zero or beyond the dials, or of a
 * day of which another measured value stands (only a correction replaces it). A measured read takes the place of an
 * estimate. A read below the last, or far above what the meter used before, is kept and doubted.
 */
export function judgeRouteRead(
  { register, installed, removedOn, kept }: MeterOnRoute,
  read: RegisterRead,
): RouteVerdict {
  const { serial } = register;
  const on = read.on.toString();
  if (isBefore(read.on, installed.on) || (removedOn !== undefined && isAfter(read.on, removedOn))) {
    const params = { serial, on, from: installed.on.toString(), until: removedOn?.toString() ?? '…' };
    return { kind: 'refused', problem: { code: 'metering.meter-not-in-service', field: 'meter', params } };
  }
  if (read.count < 0) {
    const params = { serial, count: read.count };
    return { kind: 'refused', problem: { code: 'metering.count-below-zero', field: 'count', params } };
  }
  if (read.count >= 10 ** register.dials) {
    const params = { serial, count: read.count, dials: register.dials };
    return { kind: 'refused', problem: { code: 'metering.count-beyond-dials', field: 'count', params } };
  }
  const standing = standingReads(kept);
  const same = standing.find((one) => one.on.equals(read.on));
  const replaces = same !== undefined && same.quality !== 'measured' && read.quality === 'measured';
  if (same !== undefined && !replaces) {
    if (same.count === read.count) return { kind: 'known' };
    const params = { serial, on, kept: same.count, other: read.count };
    return { kind: 'refused', problem: { code: 'metering.read-differs', field: 'count', params } };
  }
  const doubt = doubtOf({ register, installed, standing }, read);
  return {
    kind: 'keep',
    ...present({ supersedesId: same?.id, doubt }),
  };
}

function doubtOf(
  { register, installed, standing }: Pick<MeterOnRoute, 'register' | 'installed'> & { standing: readonly KeptRead[] },
  read: RegisterRead,
): ReadDoubt | undefined {
  const { serial } = register;
  const measured: RegisterRead[] = [
    { ...installed, quality: 'measured' },
    ...standing.filter((one) => one.quality !== 'estimated' && isAfter(one.on, installed.on)),
  ];
  const before = measured.filter((one) => isBefore(one.on, read.on));
  const last = before.at(-1);
  const next = measured.find((one) => isAfter(one.on, read.on));
  for (const [from, to] of [
    [last, read],
    [read, next],
  ] as const) {
    if (from === undefined || to === undefined || registerUse({ register, from, to }).ok) continue;
    const params = { serial, from: from.count, since: from.on.toString(), to: to.count, on: to.on.toString() };
    return { code: 'metering.read-below-last', params };
  }
  const first = before.find((one) => last !== undefined && daysBetween(one, last) <= usualDays);
  if (last === undefined || first === undefined) return undefined;
  const [use, usual] = [perDay(register, last, read), perDay(register, first, last)];
  if (use === undefined || usual === undefined) return undefined;
  if (use < usual * implausibleTimes || use - usual < implausibleGallonsADay) return undefined;
  const params = {
    serial,
    on: read.on.toString(),
    count: read.count,
    gallons: Math.round(use),
    usual: Math.round(usual),
  };
  return { code: 'metering.read-too-high', params };
}

/** Gallons a day between two reads; undefined where they are too near to tell. */
function perDay(register: Register, from: RegisterRead, to: RegisterRead): number | undefined {
  const days = daysBetween(from, to);
  const use = days < fewestDays ? undefined : registerUse({ register, from, to });
  return use?.ok === true ? volumeOf(register, use.value.usedCount, 'gal').div(exact(days)).valueOf() : undefined;
}

const daysBetween = (from: RegisterRead, to: RegisterRead): number =>
  from.on.until(to.on, { largestUnit: 'days' }).days;
