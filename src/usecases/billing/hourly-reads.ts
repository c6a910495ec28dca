import type { ServicePointToBill } from '../../domain/billing/index.ts';
import {
  earlierOf,
  isAfter,
  isBefore,
  isOnOrAfter,
  isOnOrBefore,
  laterOf,
  present,
} from '../../domain/kernel/index.ts';
import {
  type HourlyReadRules,
  type HourSpan,
  hourSpan,
  type Installation,
  type RegisterRead,
  type RegisterUse,
  readBeforeHours,
  readFromHours,
} from '../../domain/metering/index.ts';
import { carriedSince } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import {
  channelsBySerial,
  hoursOfMeters,
  keepReads,
  lockMeters,
  lockStandingRead,
  metersInDoubt,
  type ReadToKeep,
} from '../../store/metering/index.ts';

/** A read that was made goes on from one at most this old: as far back as an estimate looks. */
const maxDaysBack = 420;

/** How reads for bills are made from hours; what `vee:` of utility.yaml says. */
export interface HourlyReadPolicy extends HourlyReadRules {
  readonly zone: string;
  /** Where a bill is calculated again: the days of the reads that its own went on from, by meter. */
  readonly wentOnFrom?: ReadonlyMap<string, Temporal.PlainDate>;
}

type Points = ReadonlyMap<number, readonly ServicePointToBill[]>;

/** A read that was made and is not kept yet; it supersedes what was made for the day before. */
export interface MadeRead {
  readonly meterSerial: string;
  readonly supersedes: boolean;
}

export interface HourlyReadPoints {
  readonly points: Points;
  readonly made: ReadonlyMap<RegisterRead, MadeRead>;
}

interface Asked {
  readonly installation: Installation;
  readonly meterId: number;
  /** The day it is to be read on. */
  readonly on: Temporal.PlainDate;
  /** The read it is counted from: one before the day, or the next one after it. */
  readonly base: RegisterRead;
}

type DaysOfAccounts = ReadonlyMap<number, Temporal.PlainDate>;

export interface HourlyReadDays {
  /** The last day of each account's period. */
  readonly lastDays: DaysOfAccounts;
  /** The first day of who was never billed. */
  readonly firstDays?: DaysOfAccounts;
  readonly policy: HourlyReadPolicy;
}

/**
 * The same service points with a read from hours on the last day of the period, and on the first of who was never billed,
 * for every meter that has hours and no measured read of that very day. A meter with counts in doubt gets none: it waits
 * for the analyst.
 */
export async function withHourlyReads(tx: Database, points: Points, days: HourlyReadDays): Promise<HourlyReadPoints> {
  const { policy } = days;
  const made = new Map<RegisterRead, MadeRead>();
  const asked = await metersToAsk(tx, points, days);
  if (asked.length === 0) return { points, made };
  const doubted = await metersInDoubt(
    tx,
    asked.map((one) => ({
      meterId: one.meterId,
      from: earlierOf(one.base.on, one.on),
      through: laterOf(one.base.on, one.on),
    })),
    policy.zone,
  );
  const uses = await hoursOfMeters(
    tx,
    spansToRead(
      asked.filter(({ meterId }) => !doubted.has(meterId)),
      policy.zone,
    ),
  );
  const more = new Map<Installation, Partial<Installation>>();
  for (const { installation, meterId, on, base } of asked) {
    if (doubted.has(meterId)) more.set(installation, { inDoubt: true });
    const use = uses.get(meterId);
    const { register } = installation;
    const read =
      use &&
      (isBefore(base.on, on)
        ? readFromHours({ register, from: base, use }, on, policy)
        : readBeforeHours({ register, to: base, use }, on, policy));
    if (read === undefined) continue;
    const reads = more.get(installation)?.reads ?? installation.reads;
    const before = reads.find((known) => known.on.equals(on));
    if (before !== undefined && isSame(before, read)) continue;
    more.set(installation, { reads: withRead(reads, read) });
    made.set(read, { meterSerial: register.serial, supersedes: before !== undefined });
  }
  const withThem = new Map(
    [...points].map(([accountId, some]) => [
      accountId,
      some.map((point) => ({
        ...point,
        installations: point.installations.map((one) => ({ ...one, ...more.get(one) })),
      })),
    ]),
  );
  return { points: withThem, made };
}

/** One stretch of hours a meter, over all that is asked of it. */
function spansToRead(asked: readonly Asked[], zone: string) {
  const spans = spansOf(zone);
  return [...Map.groupBy(asked, ({ meterId }) => meterId)].map(([meterId, some]) => {
    const days = some.flatMap(({ on, base }) => [on, base.on]).toSorted(Temporal.PlainDate.compare);
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) throw new Error('a group has members');
    return { meterId, span: spans(first, last) };
  });
}

const isSame = (one: RegisterRead, other: RegisterRead): boolean =>
  one.count === other.count &&
  one.quality === other.quality &&
  one.fromHours?.estimated === other.fromHours?.estimated &&
  one.fromHours?.carried === other.fromHours?.carried;

async function metersToAsk(
  tx: Database,
  points: Points,
  { lastDays, firstDays, policy }: HourlyReadDays,
): Promise<Asked[]> {
  const wanted = [...points].flatMap(([accountId, some]) =>
    some.flatMap((point) =>
      point.installations.flatMap((installation) => [
        ...closing(installation, lastDays.get(accountId)),
        ...opening(installation, firstDays?.get(accountId)),
      ]),
    ),
  );
  if (wanted.length === 0) return [];
  const serials = wanted.map(({ installation }) => installation.register.serial);
  const channels = await channelsBySerial(tx, serials);
  const carried = await carriedSince(tx, serials, policy.zone);
  return wanted.flatMap(({ installation, on, opens }) => {
    const { serial } = installation.register;
    const before = opens ? undefined : policy.wentOnFrom?.get(serial);
    const base =
      goesOnFrom(installation, { through: on, carried: carried.get(serial), before }) ??
      (opens ? nextCounted(installation, on) : undefined);
    const meterId = channels.get(serial);
    return meterId === undefined || base === undefined ? [] : [{ installation, on, base, meterId }];
  });
}

const isCounted = ({ reads }: Installation, day: Temporal.PlainDate): boolean =>
  reads.some(({ on, quality }) => on.equals(day) && quality === 'measured');

function closing(installation: Installation, on: Temporal.PlainDate | undefined) {
  if (on === undefined || isCounted(installation, on)) return [];
  const isGone = installation.removed !== undefined && isOnOrBefore(installation.removed.on, on);
  return isGone ? [] : [{ installation, on, opens: false }];
}

/** A meter that was there before the account, of which nobody else's final bill says what it showed. */
function opening(installation: Installation, on: Temporal.PlainDate | undefined) {
  if (on === undefined || isCounted(installation, on)) return [];
  const { installed, handedOver, billedTo } = installation;
  const isOpen = handedOver !== undefined || billedTo !== undefined || isOnOrAfter(installed.on, on);
  return isOpen ? [] : [{ installation, on, opens: true }];
}

/** The next read after the day that was counted. */
const nextCounted = ({ reads }: Installation, day: Temporal.PlainDate): RegisterRead | undefined =>
  reads.find(({ on, quality }) => isAfter(on, day) && quality !== 'estimated' && day.until(on).days <= maxDaysBack);

/**
 * The newest read before the day that no estimate is in: what an estimate got wrong is put right by itself. Nor one from
 * hours that say otherwise since and carry the difference.
 */
function goesOnFrom(
  { reads, installed, billedTo }: Installation,
  of: { through: Temporal.PlainDate; carried: Temporal.PlainDate | undefined; before: Temporal.PlainDate | undefined },
): RegisterRead | undefined {
  const { through, carried, before } = of;
  const first: RegisterRead = { ...installed, quality: 'measured' };
  const known = billedTo === undefined ? reads : [billedTo, ...reads];
  const candidates = [first, ...known].filter(({ on, quality, fromHours }) => {
    if (before !== undefined) return on.equals(before);
    const days = on.until(through).days;
    const isCarried =
      carried !== undefined && (quality === 'hourly' || fromHours !== undefined) && isOnOrAfter(on, carried);
    return quality !== 'estimated' && !isCarried && days > 0 && days <= maxDaysBack;
  });
  return candidates.toSorted((a, b) => Temporal.PlainDate.compare(a.on, b.on)).at(-1);
}

/** A read from hours stands over what was made from the hours of the same day before. */
const withRead = (reads: readonly RegisterRead[], read: RegisterRead): readonly RegisterRead[] =>
  [...reads.filter(({ on }) => !on.equals(read.on)), read].toSorted((a, b) => Temporal.PlainDate.compare(a.on, b.on));

function spansOf(zone: string): (from: Temporal.PlainDate, through: Temporal.PlainDate) => HourSpan {
  const known = new Map<string, HourSpan>();
  return (from, through) => {
    const key = `${from} ${through}`;
    const span = known.get(key) ?? hourSpan(zone, from, from.until(through).days);
    known.set(key, span);
    return span;
  };
}

/** Keeps the reads from hours that bills close with, as any other read; what was made for the day before is superseded. */
export async function keepMadeReads(
  tx: Database,
  uses: readonly RegisterUse[],
  of: { readonly made: ReadonlyMap<RegisterRead, MadeRead>; readonly source: string; readonly now: Temporal.Instant },
): Promise<void> {
  const reads: ReadToKeep[] = [];
  // Meters are locked in the order of their numbers, like everything of which several are.
  const known = uses.flatMap(({ from, to }) =>
    [from, to].flatMap((read) => {
      const made = of.made.get(read);
      return made === undefined ? [] : [{ to: read, made }];
    }),
  );
  // Before anything is asked of them: another lane may be billing who was there before, or who is there now.
  await lockMeters(
    tx,
    known.map(({ made }) => made.meterSerial),
  );
  for (const { to, made } of known.toSorted((a, b) => (a.made.meterSerial < b.made.meterSerial ? -1 : 1))) {
    const before = made.supersedes ? await lockStandingRead(tx, made.meterSerial, to.on) : undefined;
    reads.push({
      ...{ ...to, meterSerial: made.meterSerial, source: of.source },
      ...present({ supersedesId: before }),
    });
  }
  // Where one account ends and the next begins both were made, of the same hours: it is one read.
  const once = new Map(reads.map((read) => [`${read.meterSerial} ${read.on} ${read.count}`, read]));
  await keepReads(tx, [...once.values()], of.now);
}
