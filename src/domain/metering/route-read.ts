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
  /** What meters of its class use, where enough of that is known. */
  readonly ofClass?: ClassUse;
}

/** What half of a rate class uses a day, and how many times that is too much to believe of a meter without a past. */
export interface ClassUse {
  readonly gallonsADay: number;
  readonly times: number;
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
/**
 * With fewer days between reads, what is usual is not known. And of fewer days a read says little: a pool is filled on one, a garden
 * watered on another. What ran in them is too much where it would be for so many.
 */
const fewestDays = 14;

/**
 * Judges a register read. It is kept unless it cannot be: of a meter that is not in service that day, below zero or beyond the dials, or of a
 * day of which another measured value stands (only a correction replaces it). A measured read takes the place of an
 * estimate. A read below the last, or far above what the meter used before, or without a past what its class uses, is kept and doubted.
 */
export function judgeRouteRead(
  { register, installed, removedOn, kept, ofClass }: MeterOnRoute,
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
  const doubt = doubtOf({ register, installed, standing, ...present({ ofClass }) }, read);
  return {
    kind: 'keep',
    ...present({ supersedesId: same?.id, doubt }),
  };
}

interface MeterWithReads extends Pick<MeterOnRoute, 'register' | 'installed' | 'ofClass'> {
  readonly standing: readonly KeptRead[];
}

function doubtOf(meter: MeterWithReads, read: RegisterRead): ReadDoubt | undefined {
  const { register } = meter;
  const { serial } = register;
  const measured = measuredReads(meter);
  const last = measured.findLast((one) => isBefore(one.on, read.on));
  const next = measured.find((one) => isAfter(one.on, read.on));
  for (const [from, to] of [
    [last, read],
    [read, next],
  ] as const) {
    if (from === undefined || to === undefined || registerUse({ register, from, to }).ok) continue;
    const params = { serial, from: from.count, since: from.on.toString(), to: to.count, on: to.on.toString() };
    return { code: 'metering.read-below-last', params };
  }
  const use = last && perDay(register, last, read);
  const usual = usualOf(meter, read.on);
  if (last === undefined || use === undefined || usual === undefined) return undefined;
  const days = daysBetween(last, read);
  const moreADay = (use - usual.gallonsADay) * Math.min(1, days / fewestDays);
  if (use < usual.gallonsADay * usual.times || moreADay < implausibleGallonsADay) return undefined;
  const params = { serial, on: read.on.toString(), count: read.count, basis: usual.basis };
  return {
    code: 'metering.read-too-high',
    params: { ...params, gallons: Math.round(use), usual: Math.round(usual.gallonsADay) },
  };
}

/** The count with which it came, and what people or hours said since. */
const measuredReads = ({ installed, standing }: Pick<MeterWithReads, 'installed' | 'standing'>): RegisterRead[] => [
  { ...installed, quality: 'measured' },
  ...standing.filter((one) => one.quality !== 'estimated' && isAfter(one.on, installed.on)),
];

/** What the meter used before a day; where it has no past of its own, what its class does. */
function usualOf(
  meter: MeterWithReads,
  on: Temporal.PlainDate,
): (ClassUse & { readonly basis: 'own' | 'class' }) | undefined {
  const gallonsADay = ownUse(meter, on);
  if (gallonsADay !== undefined) return { gallonsADay, times: implausibleTimes, basis: 'own' };
  return meter.ofClass && { ...meter.ofClass, basis: 'class' };
}

function ownUse(meter: MeterWithReads, on: Temporal.PlainDate): number | undefined {
  const before = measuredReads(meter).filter((one) => isBefore(one.on, on));
  const last = before.at(-1);
  const first = before.find((one) => last !== undefined && daysBetween(one, last) <= usualDays);
  if (last === undefined || first === undefined || daysBetween(first, last) < fewestDays) return undefined;
  return perDay(meter.register, first, last);
}

/** Whether a meter has a past of its own to hold a read against; otherwise its class is asked. */
export const hasOwnPast = ({ register, installed, kept }: MeterOnRoute, on: Temporal.PlainDate): boolean =>
  ownUse({ register, installed, standing: standingReads(kept) }, on) !== undefined;

/** Gallons a day between two reads; undefined where the register went back. */
function perDay(register: Register, from: RegisterRead, to: RegisterRead): number | undefined {
  const use = registerUse({ register, from, to });
  return use.ok
    ? volumeOf(register, use.value.usedCount, 'gal')
        .div(exact(daysBetween(from, to)))
        .valueOf()
    : undefined;
}

const daysBetween = (from: RegisterRead, to: RegisterRead): number =>
  from.on.until(to.on, { largestUnit: 'days' }).days;
