import type { ServicePointToBill } from '../../domain/billing/index.ts';
import { isOnOrAfter, isOnOrBefore, present } from '../../domain/kernel/index.ts';
import {
  type HourlyReadRules,
  type HourSpan,
  hourSpan,
  type Installation,
  type RegisterRead,
  type RegisterUse,
  readFromHours,
} from '../../domain/metering/index.ts';
import { carriedSince } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import {
  channelsBySerial,
  hoursOfMeters,
  keepReads,
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
  readonly from: RegisterRead;
  readonly through: Temporal.PlainDate;
}

/**
 * The same service points with a read from hours on the last day of the period, for every meter that has hours and no
 * measured read of that very day. A meter with counts in doubt gets none: it waits for the analyst.
 */
export async function withHourlyReads(
  tx: Database,
  points: Points,
  {
    lastDays,
    policy,
  }: { readonly lastDays: ReadonlyMap<number, Temporal.PlainDate>; readonly policy: HourlyReadPolicy },
): Promise<HourlyReadPoints> {
  const made = new Map<RegisterRead, MadeRead>();
  const asked = await metersToAsk(tx, points, { lastDays, policy });
  if (asked.length === 0) return { points, made };
  const doubted = await metersInDoubt(
    tx,
    asked.map(({ meterId, from, through }) => ({ meterId, from: from.on, through })),
    policy.zone,
  );
  const spans = spansOf(policy.zone);
  const wanted = asked.filter(({ meterId }) => !doubted.has(meterId));
  const uses = await hoursOfMeters(
    tx,
    wanted.map(({ meterId, from, through }) => ({ meterId, span: spans(from.on, through) })),
  );
  const more = new Map<Installation, Partial<Installation>>();
  for (const { installation, meterId, from, through } of asked) {
    if (doubted.has(meterId)) more.set(installation, { inDoubt: true });
    const use = uses.get(meterId);
    const read = use && readFromHours({ register: installation.register, from, use }, through, policy);
    if (read === undefined) continue;
    const before = installation.reads.find(({ on }) => on.equals(through));
    if (before !== undefined && isSame(before, read)) continue;
    more.set(installation, { reads: withRead(installation.reads, read) });
    made.set(read, { meterSerial: installation.register.serial, supersedes: before !== undefined });
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

const isSame = (one: RegisterRead, other: RegisterRead): boolean =>
  one.count === other.count &&
  one.quality === other.quality &&
  one.fromHours?.estimated === other.fromHours?.estimated &&
  one.fromHours?.carried === other.fromHours?.carried;

async function metersToAsk(
  tx: Database,
  points: Points,
  { lastDays, policy }: { lastDays: ReadonlyMap<number, Temporal.PlainDate>; policy: HourlyReadPolicy },
): Promise<Asked[]> {
  const installations = [...points].flatMap(([accountId, some]) =>
    some.flatMap((point) =>
      point.installations.flatMap((installation) => {
        const through = lastDays.get(accountId);
        if (through === undefined) return [];
        const { removed } = installation;
        const isGone = removed !== undefined && isOnOrBefore(removed.on, through);
        const isRead = installation.reads.some((read) => read.on.equals(through) && read.quality === 'measured');
        return isGone || isRead ? [] : [{ installation, through }];
      }),
    ),
  );
  if (installations.length === 0) return [];
  const serials = installations.map(({ installation }) => installation.register.serial);
  const channels = await channelsBySerial(tx, serials);
  const carried = await carriedSince(tx, serials, policy.zone);
  return installations.flatMap(({ installation, through }) => {
    const { serial } = installation.register;
    const before = policy.wentOnFrom?.get(serial);
    const from = goesOnFrom(installation, { through, carried: carried.get(serial), before });
    const meterId = channels.get(serial);
    return meterId === undefined || from === undefined ? [] : [{ installation, through, from, meterId }];
  });
}

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
  const known = uses.flatMap(({ to }) => {
    const made = of.made.get(to);
    return made === undefined ? [] : [{ to, made }];
  });
  for (const { to, made } of known.toSorted((a, b) => (a.made.meterSerial < b.made.meterSerial ? -1 : 1))) {
    const before = made.supersedes ? await lockStandingRead(tx, made.meterSerial, to.on) : undefined;
    reads.push({
      ...{ ...to, meterSerial: made.meterSerial, source: of.source },
      ...present({ supersedesId: before }),
    });
  }
  await keepReads(tx, reads, of.now);
}
